using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class CommandLineTests
{
    private const string Seed = "http://127.0.0.1/";

    [Theory]
    [InlineData("", "verb is missing")]
    [InlineData("crwl http://a/", "'crwl'. Did you mean crawl?")]
    [InlineData("resume /nonexistent", "/nonexistent holds no crawl")]
    [InlineData("watch", "no verb 'watch'")]
    [InlineData("--wat", "no option '--wat'")]
    [InlineData("crawl", "no seed")]
    [InlineData("crawl ftp://a/", "'ftp://a/'")]
    [InlineData("crawl example.com", "'example.com'")]
    [InlineData("crawl http://", "'http://'")]
    [InlineData("crawl http://a/ --robots maybe", "--robots 'maybe': allowed: obey, ignore.")]
    [InlineData("crawl http://a/ --nofollow 1", "--nofollow '1': allowed: obey, ignore.")]
    [InlineData("crawl http://a/ --sitemaps yes", "--sitemaps 'yes': allowed: off, on, only.")]
    [InlineData("robots a.test", "'a.test'")]
    [InlineData("robots http://a/ http://b/x", "'http://b/x'")]
    [InlineData("sitemap ftp://a/", "'ftp://a/'")]
    [InlineData("crawl http://a/ --field t", "--field 't': write NAME=css:SELECTOR")]
    [InlineData("crawl http://a/ --field t=h1", "--field 't=h1'")]
    [InlineData("crawl http://a/ --text rich", "--text 'rich': allowed: plain or markdown.")]
    [InlineData("crawl http://a/ -s Parsing:Fields=t", "-s Parsing:Fields 't'")]
    [InlineData("crawl http://a/ --field t=css:a --field t=css:b", "two fields have one name")]
    [InlineData("demo --field t=css:h1", "no option '--field'")]
    [InlineData("extract", "There is no page")]
    [InlineData("extract --wat", "no option '--wat'")]
    [InlineData("extract ftp://a/", "'ftp://a/'")]
    [InlineData("extract /nonexistent/page.html", "'/nonexistent/page.html' cannot be read")]
    [InlineData("extract / --text plain", "'/' cannot be read")]
    [InlineData("extract page.html --url file:///x", "--url 'file:///x'")]
    [InlineData("extract http://a/ b", "'b'")]
    [InlineData("crawl http://a/ --max-page 3", "Did you mean --max-pages?")]
    [InlineData("crawl http://a/ --max-pages", "--max-pages")]
    [InlineData("crawl http://a/ --delay 1 --delay 2", "--delay")]
    [InlineData("crawl http://a/ -o --json", "--json is an option")]
    [InlineData("crawl http://a/ --max-pages x", "--max-pages 'x'")]
    [InlineData("crawl http://a/ --max-pages -1", "--max-pages '-1'")]
    [InlineData("crawl http://a/ --max-depth 1.5", "--max-depth '1.5'")]
    [InlineData("crawl http://a/ --max-depth 99999999999", "--max-depth '99999999999'")]
    [InlineData("crawl http://a/ --max-time 5y", "--max-time '5y'")]
    [InlineData("crawl http://a/ --max-time -1", "--max-time '-1'")]
    [InlineData("crawl http://a/ --max-time 50d", "0s to 49d")]
    [InlineData("crawl http://a/ --concurrency 0", "--concurrency '0': allowed: 1 to 4096.")]
    [InlineData("crawl http://a/ --concurrency 4097", "1 to 4096")]
    [InlineData("crawl http://a/ --per-host 0", "--per-host '0': allowed: 1 to 1024.")]
    [InlineData("crawl http://a/ --delay -1", "--delay '-1': allowed: 0s to 1h.")]
    [InlineData("crawl http://a/ --delay 2h", "--delay '2h'")]
    [InlineData("crawl http://a/ --delay soon", "--delay 'soon'")]
    [InlineData("crawl http://a/ --workers 0", "--workers '0': allowed: 1 to 256.")]
    [InlineData("crawl http://a/ --workers many", "--workers 'many'")]
    [InlineData("crawl http://a/ --scope planet", "host, domain, prefix, any")]
    [InlineData("crawl http://a/ --scope 3", "--scope '3'")]
    [InlineData("crawl http://a/ --include (", "--include '('")]
    [InlineData("crawl http://a/ --exclude (?=a)b", "look-around")]
    [InlineData("crawl http://a/ --format xml", "jsonl, csv, or jsonl,csv")]
    [InlineData("crawl http://a/ --user-agent ü", "--user-agent 'ü'")]
    [InlineData("crawl http://a/ -s foo", "NAME=VALUE")]
    [InlineData("crawl http://a/ -s Politeness:Dela=3", "Did you mean Politeness:Delay?")]
    [InlineData("crawl http://a/ -s Callbacks:0=x", "no option Callbacks:0")]
    [InlineData("crawl http://a/ -s Frontier:SeedsOnly=maybe", "true or false")]
    [InlineData("crawl http://a/ -s Fetch:AllowedPorts=80,x", "a list of")]
    [InlineData("crawl http://a/ --config /nonexistent/file.json", "--config /nonexistent/file.json")]
    [InlineData("crawl --seeds /nonexistent/seeds.txt", "there is no such file")]
    [InlineData("crawl --seeds /", "this is a directory")]
    [InlineData("demo --pages 0", "--pages '0': allowed: 1 to 1000000.")]
    [InlineData("demo --seed x", "--seed 'x'")]
    [InlineData("demo --workers 1", "at least 2")]
    [InlineData("demo surplus", "'surplus'")]
    [InlineData("demo --max-pages 3", "no option '--max-pages'")]
    [InlineData("crawl http://a/ --images --no-images", "--images and --no-images contradict each other")]
    [InlineData("bench --svg /", "--svg '/': this is a folder")]
    [InlineData("token owner", "SCOPE 'owner': allowed: read, control, admin.")]
    [InlineData("token 2", "SCOPE '2'")]
    public async Task RunAsync_WithABadCommandLine_SaysOneLineAndExits2(string arguments, string expected)
    {
        var console = new StringConsole();

        var code = await CommandLine.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), console.Console);

        Assert.Equal(2, code);
        var line = Assert.Single(console.ErrorLines);
        Assert.StartsWith("asynccrawler: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.Empty(console.Output);
    }

    [Theory]
    [InlineData("crawl", "http://a/", "-o", "")]
    [InlineData("crawl", "http://a/", "--user-agent", "")]
    [InlineData("serve", "--data", "")]
    public async Task RunAsync_WithAnEmptyValue_DoesNotTakeItForNone(params string[] arguments)
    {
        var console = new StringConsole();

        Assert.Equal(2, await CommandLine.RunAsync(arguments, console.Console));
        Assert.Equal($"asynccrawler: {arguments[^2]} needs a value, and this one is empty.", Assert.Single(console.ErrorLines));
    }

    [Fact]
    public async Task RunAsync_WithManyFaults_NamesThemAll()
    {
        var console = new StringConsole();
        console.Variables["ASYNCCRAWLER__Politness__Delay"] = "1";
        console.Variables["ASYNCCRAWLER_CORPORA"] = "none of our business";

        var code = await CommandLine.RunAsync(
            ["crawl", "ftp://a", "--delay", "-1", "--workers", "0", "--include", "(", "--exclude", "[", "-s", "x", "--max-time", "y", "--seeds", "/nope"],
            console.Console);

        Assert.Equal(2, code);
        Assert.Equal(
            ["ftp://a", "--max-time", "-s 'x'", "ASYNCCRAWLER__Politness__Delay", "--workers", "--delay", "--include", "--exclude", "--seeds"],
            console.ErrorLines.Select(line => new[]
            {
                "ftp://a", "--max-time", "-s 'x'", "ASYNCCRAWLER__Politness__Delay", "--workers", "--delay", "--include", "--exclude", "--seeds",
            }.First(line.Contains)));
    }

    [Fact]
    public async Task RunAsync_WithAHostileArgument_SaysItEscaped()
    {
        var console = new StringConsole();

        await CommandLine.RunAsync(["crawl", "http://a/\u001b[2J", "x\u001b]0;evil\u0007\nsecond"], console.Console);

        Assert.Equal(@"asynccrawler: 'x\u{1b}]0;evil\u{7}\u{a}second' is no absolute http or https URL: write for example https://example.com/.",
            Assert.Single(console.ErrorLines));
    }

    [Theory]
    [InlineData("--help", "demo")]
    [InlineData("crawl --help", "--save-links")]
    [InlineData("crawl ftp://x --help", "--save-links")]
    [InlineData("demo -h", "--pages")]
    public async Task RunAsync_WhenAskedForHelp_WritesItToStandardOutput(string arguments, string expected)
    {
        var console = new StringConsole();

        Assert.Equal(0, await CommandLine.RunAsync(arguments.Split(' '), console.Console));
        Assert.Contains(expected, console.Output, StringComparison.Ordinal);
        Assert.Empty(console.ErrorText);
    }

    [Fact]
    public async Task RunAsync_WhenAskedForTheVersion_WritesIt()
    {
        var console = new StringConsole();

        Assert.Equal(0, await CommandLine.RunAsync(["--version"], console.Console));
        Assert.Matches(@"^\d+\.\d+\.\d+", console.Output);
    }

    [Fact]
    public async Task RunAsync_WithSeedsOnStandardInputThatAreNone_Exits2()
    {
        var console = new StringConsole("# nothing\n\n");

        Assert.Equal(2, await CommandLine.RunAsync(["crawl", "--seeds", "-"], console.Console));
        Assert.Contains("standard input", Assert.Single(console.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WithAnOutputThatIsAFile_Exits2()
    {
        var console = new StringConsole();
        var file = Path.GetTempFileName();
        try
        {
            Assert.Equal(2, await CommandLine.RunAsync(["crawl", Seed, "-o", file], console.Console));
            Assert.Contains(file, Assert.Single(console.ErrorLines), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
