using System.Text.Json;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Cli.Progress;
using AsyncCrawler.Host.Progress;
using Spectre.Console;

namespace AsyncCrawler.Host.Tests.Cli.Progress;

public sealed class ProgressViewTests
{
    private readonly StringConsole _console = new();

    [Fact]
    public void Format_OfAReport_IsOnePlainLine() =>
        Assert.Equal(
            "100 pages (12.3/s), 50 images (5.6/s), 4 failures; 120 waiting, 32 fetching, 5 waiting for a parser",
            ProgressLines.Format(Reports.Report()));

    [Fact]
    public async Task ShowAsync_OfLines_WritesOneAnIntervalUntilTheEnd()
    {
        using var ended = new CancellationTokenSource();
        var written = new List<string>();
        var showing = new ProgressLines(written.Add, _console.Time).ShowAsync(Meter(), ended.Token);

        AdvanceUntil(() => written.Count == 1, ProgressLines.Interval);
        AdvanceUntil(() => written.Count == 2, ProgressLines.Interval);
        await ended.CancelAsync();
        await showing;

        Assert.All(written, line => Assert.StartsWith("100 pages", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_OfAReport_ShowsEveryNumber()
    {
        _console.Console.Out.Write(ProgressDisplay.Render(Reports.Report()));

        Assert.Equal(
            """
            100 pages, 12.3/s   50 images, 5.6/s   3.0 MiB
            120 waiting   32 fetching   5 waiting for a parser   4 failures
            parser   pid  state    documents deaths retired
            parser-1 4711 busy     60        0      2
            parser-2 -    starting 0         1      0
            http-404 3   timed-out 1
            """,
            string.Join('\n', _console.Output.Split('\n').Select(line => line.Trim())).Trim());
    }

    [Fact]
    public async Task ShowAsync_OfTheDisplay_RedrawsUntilTheEnd()
    {
        using var ended = new CancellationTokenSource();
        var reads = 0;
        var meter = new ProgressMeter(() => { Interlocked.Increment(ref reads); return Reports.Progress(); }, _console.Time);
        var showing = new ProgressDisplay(_console.Console.Error, _console.Time).ShowAsync(meter, ended.Token);

        AdvanceUntil(() => reads >= 3, ProgressDisplay.Interval);
        await ended.CancelAsync();
        await showing;

        Assert.Contains("120 waiting", _console.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShowAsync_OfJson_WritesLinesThatParse()
    {
        using var ended = new CancellationTokenSource();
        var showing = new ProgressJson(new JsonOutput(_console.Console.Out), _console.Time, _ => { }).ShowAsync(Meter(), ended.Token);

        AdvanceUntil(() => _console.Output.Contains('\n', StringComparison.Ordinal), ProgressJson.Interval);
        await ended.CancelAsync();
        await showing;

        using var line = JsonDocument.Parse(_console.Output.Split('\n')[0]);
        Assert.Equal("progress", line.RootElement.GetProperty("type").GetString());
        Assert.Equal(100, line.RootElement.GetProperty("pages").GetInt64());
        Assert.Equal(4711, line.RootElement.GetProperty("workers")[0].GetProperty("pid").GetInt32());
        Assert.Equal("starting", line.RootElement.GetProperty("workers")[1].GetProperty("state").GetString());
        Assert.Equal(3, line.RootElement.GetProperty("reasons").GetProperty("http-404").GetInt64());
    }

    [Fact]
    public async Task F09_ShowAsync_OfJsonThatGoesNowhere_SaysSoOnceAndEnds()
    {
        var lost = new List<IOException>();
        var output = CliConsole.Wrap(new BrokenWriter(), isTerminal: false, _console.Variables);
        var showing = new ProgressJson(new JsonOutput(output), _console.Time, lost.Add).ShowAsync(Meter(), CancellationToken.None);

        AdvanceUntil(() => showing.IsCompleted, ProgressJson.Interval);
        await showing;

        Assert.Single(lost);
    }

    [Fact]
    public async Task ShowAsync_OfTheSilentView_WritesNothing()
    {
        await new SilentProgress().ShowAsync(Meter(), CancellationToken.None);

        Assert.Empty(_console.ErrorText + _console.Output);
    }

    private ProgressMeter Meter() => new(() => Reports.Progress(100, 50), _console.Time);

    // The timer's continuation runs on the thread pool, and not when the clock is moved: moving it on is harmless until it did.
    private void AdvanceUntil(Func<bool> condition, TimeSpan step) =>
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                if (!condition())
                {
                    _console.Time.Advance(step);
                    Thread.Yield();
                }

                return condition();
            },
            TimeSpan.FromSeconds(30)));

    private sealed class BrokenWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Broken pipe");
    }
}
