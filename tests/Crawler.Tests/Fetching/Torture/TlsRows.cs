using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching.Torture;

/// <summary>Certificates that are not good, and handshakes that do not end, or begin again.</summary>
internal static class TlsRows
{
    private static readonly byte[] Ok = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nsafe");
    private static readonly X509Certificate2 SelfSigned = TestCertificate.SelfSigned("*.test");
    private static readonly X509Certificate2 Expired = TestCertificate.SelfSigned(TortureScene.HostileName(0), TestCertificate.LongAgo.AddYears(1));
    private static readonly byte[] OldHello = TlsHandshake.HelloAndCertificate(version: 0x0301, certificateBytes: 0);
    private static readonly byte[] HugeCertificate = TlsHandshake.HelloAndCertificate(version: 0x0303, certificateBytes: 1024 * 1024);

    // The platform's server can ask for it nowhere else.
    [SupportedOSPlatformGuard("linux")]
    [SupportedOSPlatformGuard("windows")]
    private static bool CanRenegotiate => OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    public static IEnumerable<TortureRow> All { get; } =
    [
        Serving("N23 nobody vouches for it", "TlsFailed", SelfSigned, isInsecure: false),
        Serving("N23 nobody vouches for it, and the user says insecure", "200", SelfSigned, isInsecure: true),
        Serving("N23 expired", "TlsFailed", Expired, isInsecure: false) with { Times = 20 },
        .. CanRenegotiate ? [Serving("N23 renegotiation", "TlsFailed", SelfSigned, isInsecure: true, renegotiates: true)] : Array.Empty<TortureRow>(),
        Over("N23 TLS 1.0", "TlsFailed", connection => AnswerHelloAsync(connection, OldHello)),
        Over("N23 certificate of a megabyte", "TlsFailed", connection => AnswerHelloAsync(connection, HugeCertificate)),
        Over("N23 no TLS", "TlsFailed", connection => AnswerHelloAsync(connection, Ok)),

        // The clock of a handshake is the platform's, and so a real one.
        Over("N23 handshake that stalls", "ConnectTimedOut", static connection => connection.WaitForCloseAsync()) with
        {
            Configure = static (_, options) => options.ConnectTimeout = TimeSpan.FromSeconds(2),
        },
    ];

    private static TortureRow Over(string name, string end, Func<RawConnection, Task> serve) => new(name, end)
    {
        Url = static (scene, i) => scene.HostileUrl(i, scheme: "https"),
        Configure = static (_, options) => options.AcceptInvalidCertificates = true,
        Serve = (connection, _) => serve(connection),
    };

    private static TortureRow Serving(string name, string end, X509Certificate2 certificate, bool isInsecure, bool renegotiates = false) =>
        Over(name, end, connection => ServeAsync(connection, certificate, renegotiates)) with { Configure = (_, options) => options.AcceptInvalidCertificates = isInsecure };

    private static async Task ServeAsync(RawConnection connection, X509Certificate2 certificate, bool renegotiates)
    {
        await using var tls = new SslStream(connection.Stream);
        try
        {
            var options = new SslServerAuthenticationOptions { ServerCertificate = certificate, AllowRenegotiation = true };
            options.EnabledSslProtocols = renegotiates ? SslProtocols.Tls12 : SslProtocols.None; // TLS 1.3 has no renegotiation
            await tls.AuthenticateAsServerAsync(options, connection.Stopped);
            _ = await tls.ReadAsync(new byte[4096], connection.Stopped);
            if (renegotiates && CanRenegotiate)
            {
                await tls.NegotiateClientCertificateAsync(connection.Stopped);
            }

            await tls.WriteAsync(Ok, connection.Stopped);
        }
        catch (AuthenticationException)
        {
            // The client will not have it.
        }
    }

    private static async Task AnswerHelloAsync(RawConnection connection, byte[] answer)
    {
        _ = await connection.Stream.ReadAsync(new byte[4096], connection.Stopped);
        await connection.SendAsync(answer);
        await connection.WaitForCloseAsync();
    }
}
