using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Cli;

/// <summary>How a watched crawl ended.</summary>
internal sealed record CrawlEnd
{
    public required CrawlSummary Summary { get; init; }

    /// <summary>Why it was stopped, if it was.</summary>
    public required StopCause Cause { get; init; }

    /// <summary>The crawl directory; null when nothing was kept.</summary>
    public required string? Directory { get; init; }

    public required CrawlShow Show { get; init; }

    /// <summary>Tells of it in the form that was asked for.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="oracle">What the demo found out; null for other verbs.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="IOException">Standard output cannot be written; that nobody reads it is none of these cases.</exception>
    public int Report(CliConsole console, DemoVerdict? oracle)
    {
        var exitCode = ExitCode.Of(Summary, Cause);
        exitCode = exitCode == ExitCode.Done && oracle is { IsEqual: false } ? ExitCode.Incomplete : exitCode;
        try
        {
            if (Show.IsJson)
            {
                var record = new SummaryRecord { ExitCode = exitCode, Directory = Directory, Oracle = oracle, Summary = Summary };
                new JsonOutput(console.Out).Write(record, JsonLines.Default.SummaryRecord);
            }
            else if (!Show.IsQuiet)
            {
                SummaryTable.Write(console.Out, Summary, Directory);
                foreach (var line in oracle is null ? [] : DemoReport.Of(Summary, oracle))
                {
                    console.Print(line);
                }
            }
        }
        catch (IOException error) when (StandardOutput.IsClosed(error))
        {
            // Nobody reads on (| head). The crawl itself is over and its directory complete.
        }

        return exitCode;
    }
}
