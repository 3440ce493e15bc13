using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>What servers are shown of us, and that nobody else is shown it: rules S5, S6 and S7, over sockets.</summary>
public sealed class IdentityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("identity").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("me", "pass:word\u00E9", null, "Basic bWU6cGFzczp3b3Jkw6k=")]
    [InlineData(null, null, "abc.DEF-_~+/==", "Bearer abc.DEF-_~+/==")]
    public async Task Credential_OfAnOrigin_IsSentThereAndNowhereElse(string? user, string? password, string? token, string expected)
    {
        await using var mine = new RecordingServer();
        await using var other = new RecordingServer();
        using var rig = Rig([mine, other], options => options.Credentials.Add(
            new OriginCredentialOptions { Origin = mine.Url("a.test"), User = user, Password = password, Token = token }));

        await rig.ReceiveAsync(mine.Url("a.test") + "x");
        await rig.ReceiveAsync(mine.Url("b.test"));
        await rig.ReceiveAsync(mine.Url("a.test.")); // one host to the resolver, another to everybody else
        await rig.ReceiveAsync(other.Url("a.test"));
        await rig.ReceiveAsync(mine.Url("a.test") + "y");

        Assert.Equal([expected, null, null, expected], mine.Fields("Authorization"));
        Assert.Equal([null], other.Fields("Authorization"));
    }

    [Fact]
    public async Task D12_RedirectAcrossOrigins_TakesNeitherAuthorizationNorCookiesAlong()
    {
        await using var other = new RecordingServer();
        await using var mine = new RecordingServer($"HTTP/1.1 302 Found\r\nLocation: {other.Url("a.test")}\r\nSet-Cookie: b=c\r\nContent-Length: 0\r\n\r\n");
        using var rig = Rig([mine, other], options =>
        {
            options.AcceptsCookies = true;
            options.Credentials.Add(new OriginCredentialOptions { Origin = mine.Url("a.test"), User = "me", Password = "pw" });
        });
        await rig.FetchAsync(mine.Url("a.test"));
        await rig.FetchAsync(mine.Url("a.test"));

        var redirect = Assert.IsType<FetchOutcome.Redirected>(await rig.FetchAsync(mine.Url("a.test")));
        await rig.ReceiveAsync(redirect.Target.Text.Replace("a.test", "b.test", StringComparison.Ordinal));
        await rig.ReceiveAsync(redirect.Target.Text);

        Assert.All(mine.Fields("Authorization"), Assert.NotNull);
        Assert.Equal([null, "b=c", "b=c"], mine.Fields("Cookie"));
        Assert.Equal([null, null], other.Fields("Authorization"));

        // A port is no part of what a cookie is for (RFC 6265bis §8.5); the host is.
        Assert.Equal([null, "b=c"], other.Fields("Cookie"));
    }

    [Fact]
    public async Task D13_UserinfoInAUrl_IsNoCredential()
    {
        await using var server = new RecordingServer();
        using var rig = Rig([server], _ => { });

        var (outcome, _) = await rig.ReceiveAsync(server.Url("a.test").Replace("://", "://user:planted-secret@", StringComparison.Ordinal));

        Assert.Equal([null], server.Fields("Authorization"));
        Assert.DoesNotContain("planted-secret", outcome.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_OfOneCrawl_AreNotThoseOfAnother()
    {
        await using var server = new RecordingServer("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        using var rig = Rig([server], options => options.AcceptsCookies = true);

        await rig.ReceiveAsync(server.Url("a.test"));
        await rig.FetchInAnotherCrawlAsync(server.Url("a.test"));
        await rig.ReceiveAsync(server.Url("a.test"));

        Assert.Equal([null, null, "a=b"], server.Fields("Cookie"));
    }

    [Fact]
    public async Task S6_CookiesByDefault_AreOff()
    {
        await using var server = new RecordingServer("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        using var rig = Rig([server], _ => { });

        await rig.ReceiveAsync(server.Url("a.test"));
        await rig.ReceiveAsync(server.Url("a.test"));

        Assert.Equal([null, null], server.Fields("Cookie"));
    }

    [Fact]
    public async Task K02_HostileCookies_NeverBreakARequest()
    {
        var fields = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"Set-Cookie: c{i}=\xE9\xFF\x80{i}\r\n"));
        await using var server = new RecordingServer($"HTTP/1.1 200 OK\r\n{fields}Set-Cookie: x=a\0b\r\nContent-Length: 0\r\n\r\n");
        using var rig = Rig([server], options => options.AcceptsCookies = true);

        for (var i = 0; i < 3; i++)
        {
            await rig.ReceiveAsync(server.Url("a.test"));
        }

        // The platform has made the NUL a space: that is the fiftieth.
        Assert.StartsWith("c1951=\xE9\xFF\x80", server.Fields("Cookie")[^1], StringComparison.Ordinal);
        Assert.Equal(50, server.Fields("Cookie")[^1]?.Split("; ").Length);
    }

    [Fact]
    public async Task S7_Referer_IsNeverSent()
    {
        await using var server = new RecordingServer();
        using var rig = Rig([server], _ => { });

        await rig.ReceiveAsync(server.Url("a.test"));

        Assert.Equal([null], server.Fields("Referer"));
        Assert.Equal([null], server.Fields("traceparent"));
    }

    [Theory]
    [InlineData("p12", null)]
    [InlineData("p12", "planted-secret")]
    [InlineData("pem", null)]
    [InlineData("pem", "planted-secret")]
    public async Task ClientCertificate_OfAnOrigin_IsShownThereAndNowhereElse(string form, string? password)
    {
        using var serverCertificate = TestCertificate.SelfSigned("server");
        using var clientCertificate = TestCertificate.SelfSigned("client");
        var shown = new ConcurrentQueue<string?>();
        await using var server = new RawServer(connection => AskForCertificateAsync(connection, serverCertificate, shown));
        var origin = $"https://a.test:{server.EndPoint.Port}";
        var entry = Write(clientCertificate, form, password);
        entry.Origin = origin;
        using var rig = FetchRig.For(server, options =>
        {
            options.AcceptInvalidCertificates = true;
            options.ClientCertificates.Add(entry);
        });
        rig.Names.Add("a.test", "127.0.0.1");
        rig.Names.Add("b.test", "127.0.0.1");

        await rig.ReceiveAsync($"{origin}/");
        await rig.ReceiveAsync($"https://b.test:{server.EndPoint.Port}/");

        Assert.Equal(["CN=client", null], shown);
    }

    private static FetchRig Rig(RecordingServer[] servers, Action<FetchOptions> configure)
    {
        var rig = FetchRig.For(configure, [.. servers.Select(server => server.Port)]);
        Assert.Empty(new FetchOptionsValidator().Validate(null, rig.Options).Failures ?? []);
        foreach (var name in (string[])["a.test", "b.test", "a.test."])
        {
            rig.Names.Add(name, "127.0.0.1");
        }

        return rig;
    }

    private ClientCertificateOptions Write(X509Certificate2 certificate, string form, string? password)
    {
        var file = Path.Combine(_folder, "certificate");
        if (form == "p12")
        {
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
            return new ClientCertificateOptions { File = file, Password = password };
        }

        using var key = certificate.GetECDsaPrivateKey() ?? throw new InvalidOperationException("It was made with one.");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        File.WriteAllText(file + ".key", password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        return new ClientCertificateOptions { File = file, KeyFile = file + ".key", Password = password };
    }

    [SuppressMessage("Security", "CA5359", Justification = "The server under the test takes any certificate, and none.")]
    private static async Task AskForCertificateAsync(RawConnection connection, X509Certificate2 certificate, ConcurrentQueue<string?> shown)
    {
        await using var tls = new SslStream(connection.Stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, _, _, _) => true,
            },
            connection.Stopped);
        _ = await tls.ReadAsync(new byte[4096], connection.Stopped);
        shown.Enqueue(tls.RemoteCertificate?.Subject);
        await tls.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), connection.Stopped);
    }
}
