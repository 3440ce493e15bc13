using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class FetchOptionsValidatorTests
{
    public static TheoryData<string, Action<FetchOptions>> Faults => new()
    {
        { "TotalTimeout", options => options.TotalTimeout = TimeSpan.Zero },
        { "MaxPageBytes", options => options.MaxPageBytes = 0 },
        { "Contact", options => options.Contact = "me)\r\nX: y" },
        { "UserAgent", options => options.UserAgent = "a\nb" },
        { "AcceptLanguage", options => options.AcceptLanguage = "en\r\nX: y" },
        { "10.1.2.3", options => options.AllowedNetworks.Add("10.1.2.3") },
        { "DeniedNetworks", options => options.DeniedNetworks.Add("10.1.2.3/33") },
        { "write the IPv4 network", options => options.DeniedNetworks.Add("::ffff:10.0.0.0/104") },
        { "65536", options => options.AllowedPorts.Add(65_536) },
        { "0 is not", options => options.AllowedPorts.Add(0) },
        { "Authorization", options => options.Headers["authorization"] = "Bearer x" },
        { "Cookie", options => options.Headers["Cookie"] = "a=b" },
        { "Host", options => options.Headers["Host"] = "h" },
        { "X-A", options => options.Headers["X-A"] = "b\r\nC: d" },
        { "X A", options => options.Headers["X A"] = "b" },
        { "RetryMaxDelay", options => options.RetryMaxDelay = TimeSpan.FromSeconds(1) },
    };

    [Fact]
    public void Defaults_OfTheOptions_AreValid() => Assert.True(new FetchOptionsValidator().Validate(null, new FetchOptions()).Succeeded);

    [Fact]
    public void GoodOptions_OfAllKinds_AreValid()
    {
        var options = new FetchOptions
        {
            Contact = "https://crawler.example/about?x=1",
            AcceptLanguage = "de, en;q=0.7",
            AllowedNetworks = { "10.0.0.0/8", "fd00::/8" },
            AllowedPorts = { 1, 65_535 },
            Headers = { ["X-Team"] = "blue green", ["DNT"] = "1" },
        };

        Assert.True(new FetchOptionsValidator().Validate(null, options).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_OfAnOption_IsNamed(string named, Action<FetchOptions> spoil)
    {
        var options = new FetchOptions();
        spoil(options);

        var result = new FetchOptionsValidator().Validate(null, options);

        Assert.True(result.Failed);
        Assert.Contains(named, result.FailureMessage, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, null, "AsyncCrawler/0.1.0 (no contact configured)", "AsyncCrawler")]
    [InlineData(null, "mail@h.test", "AsyncCrawler/0.1.0 (+mail@h.test)", "AsyncCrawler")]
    [InlineData("Other/2.0 (+x)", "ignored", "Other/2.0 (+x)", "Other")]
    [InlineData("Plain", null, "Plain", "Plain")]
    public void UserAgent_FromTheOptions_HasAProductTokenForRobots(string? userAgent, string? contact, string expected, string token)
    {
        var options = new FetchOptions { UserAgent = userAgent, Contact = contact };

        Assert.Equal(expected, UserAgentText.Of(options));
        Assert.Equal(token, UserAgentText.ProductTokenOf(options));
    }
}
