using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class IdentityFaultsTests
{
    private const string Secret = "planted-secret";

    public static TheoryData<string, Action<FetchOptions>> Faults => new()
    {
        { "Credentials:0:Origin is no origin", options => Add(options, "example.test", user: "me", password: Secret) },
        { "Credentials:0:Origin is no origin", options => Add(options, "ftp://example.test", user: "me", password: Secret) },
        { "Credentials:0:Origin is no origin", options => Add(options, "https://example.test/path", user: "me", password: Secret) },
        { "Credentials:0:Origin is no origin", options => Add(options, "https://example.test/?q", user: "me", password: Secret) },
        { "Credentials:0:Origin is no origin", options => Add(options, $"https://me:{Secret}@example.test", user: "me", password: Secret) },
        { "https://example.test:443): the secret is missing", options => Add(options, "https://example.test", user: "me") },
        { "the secret is missing", options => Add(options, "https://example.test") },
        { "the secret is missing", options => Add(options, "https://example.test", password: Secret) },
        { "and not both", options => Add(options, "https://example.test", user: "me", password: Secret, token: Secret) },
        { "RFC 7617", options => Add(options, "https://example.test", user: "me:you", password: Secret) },
        { "RFC 7617", options => Add(options, "https://example.test", user: "me", password: Secret + "\r\nX: y") },
        { "RFC 6750", options => Add(options, "https://example.test", token: Secret + "\r\nX: y") },
        { "RFC 6750", options => Add(options, "https://example.test", token: "") },
        {
            "Credentials:1: https://example.test:443 has one already", options =>
            {
                Add(options, "https://example.test", token: Secret);
                Add(options, "https://EXAMPLE.test:443/", token: Secret);
            }
        },
        { "ClientCertificates:0 (https://example.test:443): Could not find", options => options.ClientCertificates.Add(new ClientCertificateOptions { Origin = "https://example.test", File = "/nowhere/certificate", Password = Secret }) },
        { "only https asks", options => options.ClientCertificates.Add(new ClientCertificateOptions { Origin = "http://example.test", File = "/nowhere" }) },
        { "Proxy:Address is no HTTP proxy", options => options.Proxy.Address = "socks5://proxy.test:1080" },
        { "Proxy:Address is no HTTP proxy", options => options.Proxy.Address = $"http://me:{Secret}@proxy.test:3128" },
        { "Proxy:Address is missing", options => (options.Proxy.User, options.Proxy.Password) = ("me", Secret) },
        { "belong together", options => (options.Proxy.Address, options.Proxy.User) = ("http://proxy.test:3128", "me") },
        { "Proxy:AllowedNetworks", options => options.Proxy.AllowedNetworks.Add("10.0.0.1") },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void S24_FaultOfWhatWeShow_NamesItsEntryAndNoSecret(string expected, Action<FetchOptions> spoil)
    {
        var options = new FetchOptions();
        spoil(options);

        var faults = new FetchOptionsValidator().Validate(null, options).FailureMessage ?? "";

        Assert.Contains(expected, faults, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, faults, StringComparison.Ordinal);
    }

    [Fact]
    public void ClientCertificate_WithTheWrongPassword_IsNamedWithoutIt()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "no certificate");
        var options = new FetchOptions { ClientCertificates = { new ClientCertificateOptions { Origin = "https://example.test", File = file, Password = Secret } } };

        var faults = new FetchOptionsValidator().Validate(null, options).FailureMessage ?? "";

        File.Delete(file);
        Assert.Contains("see File, KeyFile and Password", faults, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, faults, StringComparison.Ordinal);
    }

    private static void Add(FetchOptions options, string origin, string? user = null, string? password = null, string? token = null) =>
        options.Credentials.Add(new OriginCredentialOptions { Origin = origin, User = user, Password = password, Token = token });
}
