using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Host.Tests.Cli;
using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Tests.Settings;

public sealed class SecretSettingsTests
{
    private const string Secret = "planted-secret";

    [Fact]
    public void Credentials_InTheEnvironment_AreRead()
    {
        var options = Apply(EnvironmentSettings.Read(new Dictionary<string, string>
        {
            ["ASYNCCRAWLER__Fetch__Credentials__1__Origin"] = "https://b.test",
            ["ASYNCCRAWLER__Fetch__Credentials__1__Token"] = Secret,
            ["ASYNCCRAWLER__Fetch__Credentials__0__origin"] = "https://a.test",
            ["ASYNCCRAWLER__Fetch__Credentials__0__User"] = "me",
            ["ASYNCCRAWLER__Fetch__Credentials__0__Password"] = " with, spaces ",
            ["ASYNCCRAWLER__Fetch__Proxy__Address"] = "http://proxy.test:3128",
            ["ASYNCCRAWLER__Fetch__Proxy__ResolvesNames"] = "true",
        }));

        Assert.Equal(["https://a.test", "https://b.test"], options.Fetch.Credentials.Select(credential => credential.Origin));
        Assert.Equal("me", options.Fetch.Credentials[0].User);
        Assert.Equal(Secret, options.Fetch.Credentials[1].Token);
        Assert.True(options.Fetch.Proxy.ResolvesNames);
    }

    [Theory]
    [InlineData("Fetch:Credentials:0:Token")]
    [InlineData("fetch:credentials:0:password")]
    [InlineData("Fetch:ClientCertificates:3:Password")]
    [InlineData("Fetch:Proxy:Password")]
    public async Task S24_SecretOnTheCommandLine_IsRefusedWithTheWayOut(string name)
    {
        var console = new StringConsole();

        var code = await CommandLine.RunAsync(["crawl", "https://a.test/", "-s", $"{name}={Secret}"], console.Console);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains(console.ErrorLines, line => line.Contains(name, StringComparison.Ordinal) && line.Contains("--config", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, console.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fetch:Credentials:0:Pasword", "Password")]
    [InlineData("Fetch:Credentials", "INDEX:NAME")]
    [InlineData("Fetch:Proxy:Pasword", "Fetch:Proxy:Password")]
    public void S24_MisspeltNameOfASecret_IsAFaultWithoutTheSecret(string name, string hint)
    {
        var fault = Assert.Single(new SettingLayers([[new SettingEntry(name, Secret, name)]]).FindFaults());

        Assert.Contains(name, fault, StringComparison.Ordinal);
        Assert.Contains(hint, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void OfSecrets_OfAllLayers_LeavesOutWhatACrawlDirectoryKeeps()
    {
        var options = new CrawlerOptions();
        SettingLayers.OfSecrets([
        [
            new("Fetch:Proxy:Address", "http://other.test", ""), new("Fetch:Proxy:Password", Secret, ""), new("Politeness:Delay", "9", ""),
            new("Fetch:Credentials:0:Origin", "https://a.test", ""), new("Fetch:Credentials:0:Token", Secret, ""), new("Nonsense", "", ""),
        ],
        ]).ApplyTo(options);

        Assert.Null(options.Fetch.Proxy.Address);
        Assert.Equal(Secret, options.Fetch.Proxy.Password);
        Assert.Equal(new CrawlerOptions().Politeness.Delay, options.Politeness.Delay);
        Assert.Equal(Secret, Assert.Single(options.Fetch.Credentials).Token);
    }

    private static CrawlerOptions Apply(IReadOnlyList<SettingEntry> layer)
    {
        var layers = new SettingLayers([layer]);
        Assert.Empty(layers.FindFaults());
        var options = new CrawlerOptions();
        layers.ApplyTo(options);
        return options;
    }
}
