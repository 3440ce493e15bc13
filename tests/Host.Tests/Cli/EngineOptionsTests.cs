using System.CommandLine;
using AsyncCrawler.Contracts;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;
using AsyncCrawler.Scope;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class EngineOptionsTests
{
    public static TheoryData<string, Func<CrawlerOptions, object?>, object?> EveryOption => new()
    {
        { "-o /tmp/out", options => options.Output.Directory, "/tmp/out" },
        { "--output=/tmp/out", options => options.Output.Directory, "/tmp/out" },
        { "--max-pages 7", options => options.Frontier.MaxPages, 7L },
        { "--max-pages 0", options => options.Frontier.MaxPages, null },
        { "--max-depth 2", options => options.Frontier.MaxDepth, 2 },
        { "--max-depth 0", options => options.Frontier.MaxDepth, null },
        { "--seeds-only", options => options.Frontier.SeedsOnly, true },
        { "--concurrency 64", options => options.Pipeline.Concurrency, 64 },
        { "--per-host 8", options => options.Politeness.MaxInFlightPerHost, 8 },
        { "--delay 0.25", options => options.Politeness.Delay, TimeSpan.FromMilliseconds(250) },
        { "--delay 2m", options => options.Politeness.Delay, TimeSpan.FromMinutes(2) },
        { "--workers 5", options => options.Parsing.Workers, 5 },
        { "--scope domain", options => options.Scope.Mode, ScopeMode.Domain },
        { "--images", options => options.Frontier.IncludesImages, true },
        { "--require-sandbox", options => options.Parsing.RequireSandbox, true },
        { "--no-images", options => options.Frontier.IncludesImages, false },
        { "--save-links", options => options.Output.SavesLinks, true },
        { "--format jsonl", options => options.Output.Formats, RecordFormats.JsonLines },
        { "--format csv", options => options.Output.Formats, RecordFormats.Csv },
        { "--format jsonl,csv", options => options.Output.Formats, RecordFormats.JsonLines | RecordFormats.Csv },
        { "--field a=css:h1,h2 --field b*=xpath://a[1]", options => string.Join(' ', options.Parsing.Fields.Select(rule => $"{rule.Name}:{rule.Expression}:{rule.IsList}")), "a:h1,h2:False b://a[1]:True" },
        { "-s Parsing:Fields=a=css:h1,h2", options => options.Parsing.Fields.Single().Expression, "h1,h2" },
        { "--structured", options => options.Parsing.StructuredData, true },
        { "--text plain", options => options.Parsing.TextForm, PageTextForm.Plain },
        { "--text Markdown", options => options.Parsing.TextForm, PageTextForm.Markdown },
        { "--user-agent Tester/1", options => options.Fetch.UserAgent, "Tester/1" },
        { "--allow-private", options => options.Fetch.AllowPrivateNetworks, true },
        { "--insecure", options => options.Fetch.AcceptInvalidCertificates, true },
        { "-s Fetch:AcceptsCookies=true", options => options.Fetch.AcceptsCookies, true },
        { "-s Fetch:Proxy:Address=http://p.test:3128", options => options.Fetch.Proxy.Address, "http://p.test:3128" },
        { "-s Fetch:Credentials:0:Origin=https://a.test -s Fetch:Credentials:0:User=me", options => options.Fetch.Credentials.Single().User, "me" },
        { "-s Fetch:TotalTimeout=30s", options => options.Fetch.TotalTimeout, TimeSpan.FromSeconds(30) },
        { "-s fetch:totaltimeout=00:00:30", options => options.Fetch.TotalTimeout, TimeSpan.FromSeconds(30) },
        { "-s Pipeline:ChannelCapacity=1", options => options.Pipeline.ChannelCapacity, 1 },
        { "-s Fetch:AllowedPorts=80,8080", options => string.Join(' ', options.Fetch.AllowedPorts), "80 8080" },
        { "-s Fetch:Headers:X-Probe=a=b", options => options.Fetch.Headers["x-probe"], "a=b" },
        { "-s Politeness:Delay=9 --delay 1", options => options.Politeness.Delay, TimeSpan.FromSeconds(1) },
        { "--delay 1 -s Politeness:Delay=9", options => options.Politeness.Delay, TimeSpan.FromSeconds(1) },
    };

    [Theory]
    [MemberData(nameof(EveryOption), DisableDiscoveryEnumeration = true)]
    public void Read_AnOption_SetsItsPropertyOfTheEngine(string arguments, Func<CrawlerOptions, object?> property, object? expected)
    {
        var options = Apply(arguments.Split(' '));

        Assert.Equal(expected, property(options));
    }

    [Fact]
    public void Read_IncludesAndExcludes_KeepsTheirOrder()
    {
        var options = Apply(["--exclude", "a", "--include=b", "--delay", "1", "--include", "c", "--exclude", "--d"]);

        Assert.Equal(
            [new ScopePattern(false, "a"), new ScopePattern(true, "b"), new ScopePattern(true, "c"), new ScopePattern(false, "--d")],
            options.Scope.Patterns);
    }

    [Fact]
    public void SettingNames_OfEveryOption_AreInTheCatalogue()
    {
        var known = new SettingCatalogue().Names.ToHashSet();

        Assert.All(new EngineOptions(isCrawl: true).SettingNames, name => Assert.Contains(name, known));
    }

    private static CrawlerOptions Apply(string[] arguments)
    {
        var engine = new EngineOptions(isCrawl: true);
        var command = new Command("crawl");
        engine.AddTo(command);
        var faults = new List<string>();
        var layers = new SettingLayers([engine.Read(command.Parse(arguments), faults)]);
        Assert.Empty(faults);
        Assert.Empty(layers.FindFaults());
        var options = new CrawlerOptions();
        layers.ApplyTo(options);
        return options;
    }
}
