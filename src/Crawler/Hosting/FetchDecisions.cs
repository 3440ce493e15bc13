using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Hosting;

/// <summary>Says in sentences what a crawl would make of an outcome.</summary>
internal static class FetchDecisions
{
    /// <summary>The sentences.</summary>
    /// <param name="outcome">What became of the exchange.</param>
    /// <param name="options">How the crawl is set.</param>
    public static IReadOnlyList<string> Of(FetchOutcome outcome, CrawlerOptions options) =>
        [.. OfContent(outcome), .. OfRetry(new RetryPolicy(options.Fetch, static () => 1).Decide(outcome, outcome.Lease.Attempt))];

    private static IEnumerable<string> OfContent(FetchOutcome outcome)
    {
        if (outcome is FetchOutcome.Redirected redirect)
        {
            yield return $"redirect to {redirect.Target}{(redirect.IsDowngrade ? ", from https to http" : "")}";
        }

        if (outcome is FetchOutcome.Received { IsSuccess: true } received)
        {
            yield return ParseGate.Wants(received) ? "a page: it would be parsed" : "no page: it would not be parsed";
            if (received.IsTruncated)
            {
                yield return "not complete: a limit cut it off, or only a part was sent";
            }

            if (received.HasTrailingBytes)
            {
                yield return "what came after the end of its content coding was ignored";
            }

            if ((received.ETag ?? received.LastModified) is not null && !received.IsTruncated)
            {
                yield return "can be asked again for a change only";
            }
        }
    }

    private static IEnumerable<string> OfRetry(RetryDecision decision)
    {
        if (decision.RetryAfter is { } delay)
        {
            yield return $"would be tried again, after at most {delay.TotalSeconds:0.###} s";
        }

        if (decision.HostPause is { } pause)
        {
            yield return $"the host would be left alone for {pause.TotalSeconds:0.###} s";
        }
    }
}
