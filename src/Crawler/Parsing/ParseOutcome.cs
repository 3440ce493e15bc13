using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>What became of parsing a page.</summary>
public abstract record ParseOutcome
{
    private ParseOutcome()
    {
    }

    /// <summary>The parser answered.</summary>
    public sealed record Parsed : ParseOutcome
    {
        /// <summary>What it said. It comes from a child and is not to be believed: see <c>PageOutcome</c> for the checked links.</summary>
        public required ParseReply.Parsed Reply { get; init; }

        /// <summary>Who answered; null when the answer was kept by an earlier crawl and the page is unchanged.</summary>
        public required WorkerIdentity? Worker { get; init; }

        /// <summary>The time from hand-over to answer, queue included.</summary>
        public required TimeSpan Elapsed { get; init; }
    }

    /// <summary>No answer that can be used.</summary>
    public sealed record Failed : ParseOutcome
    {
        /// <summary>Why.</summary>
        public required ParseFailureReason Reason { get; init; }

        /// <summary>One line for the operator.</summary>
        public required string Detail { get; init; }

        /// <summary>The last worker that had the page; null when none did.</summary>
        public WorkerIdentity? Worker { get; init; }

        /// <summary>The time from hand-over to giving up.</summary>
        public required TimeSpan Elapsed { get; init; }
    }

    /// <summary>Nothing to parse: an image, an error page, or no body.</summary>
    public sealed record NotNeeded : ParseOutcome
    {
        /// <summary>The only value.</summary>
        public static NotNeeded Instance { get; } = new();
    }
}
