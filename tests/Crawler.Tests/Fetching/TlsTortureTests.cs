using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>Row N23: certificates that are not good, and handshakes that do not end.</summary>
public sealed class TlsTortureTests
{
    [Theory]
    [InlineData("self-signed")]
    [InlineData("expired")]
    [InlineData("wrong host")]
    public async Task N23_BadCertificate_FailsUnlessTheUserSaysInsecure(string fault)
    {
        using var certificate = TestCertificate.SelfSigned(fault == "wrong host" ? "other.test" : "tls.test", fault == "expired" ? TestCertificate.LongAgo.AddYears(1) : null);
        await using var server = new RawServer(connection => ServeTlsAsync(connection, certificate));
        using var strict = FetchRig.For(server);
        using var insecure = FetchRig.For(server, options => options.AcceptInvalidCertificates = true);
        strict.Names.Add("tls.test", "127.0.0.1");
        insecure.Names.Add("tls.test", "127.0.0.1");
        var url = $"https://tls.test:{server.EndPoint.Port}/";

        var refused = await strict.FailAsync(url);
        var (_, body) = await insecure.ReceiveAsync(url);

        Assert.Equal(FetchFailureReason.TlsFailed, refused.Reason);
        Assert.Equal("safe", Encoding.ASCII.GetString(body));
    }

    [Fact]
    public async Task N23_HandshakeThatStalls_EndsAtTheConnectClock()
    {
        await using var server = new RawServer(connection => connection.HoldAsync());
        using var rig = FetchRig.For(server, options => options.ConnectTimeout = TimeSpan.FromMilliseconds(50)); // this one is the handler's own, and real
        rig.Names.Add("tls.test", "127.0.0.1");

        var outcome = await rig.FailAsync($"https://tls.test:{server.EndPoint.Port}/");

        Assert.Equal(FetchFailureReason.ConnectTimedOut, outcome.Reason);
    }

    [Fact]
    public async Task N23_AnswerThatIsNoTls_FailsTheHandshake()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.SendAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            await connection.WaitForCloseAsync();
        });
        using var rig = FetchRig.For(server);
        rig.Names.Add("tls.test", "127.0.0.1");

        var outcome = await rig.FailAsync($"https://tls.test:{server.EndPoint.Port}/");

        Assert.Equal(FetchFailureReason.TlsFailed, outcome.Reason);
    }

    [Theory]
    [InlineData("TLS 1.0", 0x0301, 0)]
    [InlineData("a certificate of 1 MB", 0x0303, 1024 * 1024)]
    public async Task N23_HandshakeThatIsTooOldOrTooLarge_IsBrokenOff(string what, int version, int certificateBytes)
    {
        await using var server = new RawServer(async connection =>
        {
            _ = await connection.Stream.ReadAsync(new byte[4096], connection.Stopped);
            await connection.SendAsync(TlsHandshake.HelloAndCertificate(version, certificateBytes));
            await connection.WaitForCloseAsync();
        });
        using var rig = FetchRig.For(server, options => options.AcceptInvalidCertificates = true);
        rig.Names.Add("tls.test", "127.0.0.1");

        var outcome = await rig.FailAsync($"https://tls.test:{server.EndPoint.Port}/");

        Assert.True(outcome.Reason == FetchFailureReason.TlsFailed, $"{what}: {outcome.Reason} {outcome.Detail}");
    }

    [Fact]
    public async Task Tls_WithAName_SendsItAndNoAddress()
    {
        using var certificate = TestCertificate.SelfSigned("tls.test");
        var name = new TaskCompletionSource<string>();
        await using var server = new RawServer(async connection => name.SetResult(await ServeTlsAsync(connection, certificate)));
        using var rig = FetchRig.For(server, options => options.AcceptInvalidCertificates = true);
        rig.Names.Add("tls.test", "127.0.0.1");

        await rig.ReceiveAsync($"https://tls.test:{server.EndPoint.Port}/");

        Assert.Equal("tls.test", await name.Task);
    }

    private static async Task<string> ServeTlsAsync(RawConnection connection, X509Certificate2 certificate)
    {
        await using var tls = new SslStream(connection.Stream);
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, connection.Stopped);
            var request = new byte[4096];
            _ = await tls.ReadAsync(request, connection.Stopped);
            await tls.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nsafe"u8.ToArray(), connection.Stopped);
        }
        catch (System.Security.Authentication.AuthenticationException)
        {
            // The client refuses the certificate: what the test wants.
        }

        return tls.TargetHostName;
    }
}
