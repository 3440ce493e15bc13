using AsyncCrawler.Frontier;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Host.Cli;

/// <summary>The exit codes of every verb, and what leads to them.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, but a seed failed, or the demo differs from its oracle.</summary>
    public const int Incomplete = 1;

    /// <summary>Bad options or input: nothing was crawled.</summary>
    public const int BadInput = 2;

    /// <summary>The store or a sink was lost on the way, or something that nobody foresaw.</summary>
    public const int OutputLost = 3;

    /// <summary>The parser processes cannot be started, or none is left.</summary>
    public const int ParsersUnavailable = 4;

    /// <summary>Interrupted; what was crawled is kept. 128 + SIGINT, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of something that ended a verb.</summary>
    /// <param name="error">What was thrown.</param>
    /// <returns>One of the codes; never <see cref="Done"/>.</returns>
    public static int Of(Exception error) => error switch
    {
        OperationCanceledException => Interrupted,
        BadInputException or OptionsValidationException or CrawlDirectoryException => BadInput,
        ParserUnavailableException => ParsersUnavailable,
        _ => OutputLost,
    };

    /// <summary>The code of a crawl that came to its end.</summary>
    /// <param name="summary">Its summary.</param>
    /// <param name="cause">Why it was stopped, if it was.</param>
    /// <returns>One of the codes.</returns>
    public static int Of(CrawlSummary summary, StopCause cause) => (summary.State, cause) switch
    {
        (CrawlSummaryState.Failed, _) => OutputLost,
        // The time limit is one that the user set: the crawl is done by it, as by --max-pages.
        (CrawlSummaryState.Interrupted, not StopCause.TimeLimit) => Interrupted,
        _ => summary.Totals.SeedFailures > 0 || summary.Refused.ContainsKey(nameof(AdmissionRefusal.SeedTooLong)) ? Incomplete : Done,
    };
}
