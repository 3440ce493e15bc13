using System.CommandLine;
using AsyncCrawler.Host.Cli.Progress;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Cli;

/// <summary>What is shown of a crawl.</summary>
/// <param name="IsJson">Whether results and progress are JSON lines.</param>
/// <param name="IsQuiet">Whether people are told nothing but errors.</param>
/// <param name="LogLevel">The least severe events that are logged.</param>
internal sealed record CrawlShow(bool IsJson, bool IsQuiet, LogLevel LogLevel)
{
    /// <summary>What a command line asks for.</summary>
    public static CrawlShow Of(Verbosity verbosity, ParseResult result) =>
        new(verbosity.IsJson(result), verbosity.IsQuiet(result), verbosity.LogLevel(result));

    /// <summary>The view to watch the crawl with.</summary>
    /// <param name="console">Where it is shown.</param>
    /// <param name="onOutputLost">Told, once, when standard output is gone.</param>
    public IProgressView CreateView(CliConsole console, Action<IOException> onOutputLost) => this switch
    {
        { IsJson: true } => new ProgressJson(new JsonOutput(console.Out), console.Time, onOutputLost),
        { IsQuiet: true } => new SilentProgress(),
        _ when console.IsLive => new ProgressDisplay(console.Error, console.Time),
        _ => new ProgressLines(console.Say, console.Time),
    };
}
