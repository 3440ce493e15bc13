using AsyncCrawler.Host.Bench;
using AsyncCrawler.Host.Cli;
using Spectre.Console;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class BenchTableTests
{
    private readonly BenchResult _first = new() { Name = "one <&> other", Pages = 100, Requests = 101, Seconds = 2, MegabytesPerSecond = 1.25, CpuMicrosecondsPerPage = 400, PeakMegabytes = 50 };

    [Fact]
    public void Table_OfTwoRungs_HasABarForEachAndTheLongestForTheFastest()
    {
        var writer = new StringWriter();
        BenchTable.Write(CliConsole.Wrap(writer, isTerminal: false, new Dictionary<string, string>()), [_first, Second()]);

        var lines = writer.ToString().Split('\n').Where(line => line.Contains('█', StringComparison.Ordinal)).ToList();
        Assert.Equal([15, 30], lines.Select(line => line.Count(character => character == '█')));
        Assert.Contains("2.00x", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WhereTheSystemTellsNothing_SaysSo()
    {
        var writer = new StringWriter();
        BenchTable.Write(CliConsole.Wrap(writer, isTerminal: false, new Dictionary<string, string>()), [_first with { CpuMicrosecondsPerPage = null, PeakMegabytes = null }]);

        Assert.DoesNotContain("400", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_EscapesWhatItShows() => Assert.Contains("one &lt;&amp;&gt; other", BenchPicture.Draw([_first, Second()]), StringComparison.Ordinal);

    private BenchResult Second() => (_first with { Name = "faster", Seconds = 1 }).After(_first);
}
