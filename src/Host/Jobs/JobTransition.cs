namespace AsyncCrawler.Host.Jobs;

/// <summary>What comes of a trigger.</summary>
internal abstract record JobTransition
{
    private JobTransition()
    {
    }

    /// <summary>The job gets another status.</summary>
    internal sealed record Moved(JobStatus Status) : JobTransition;

    /// <summary>There is nothing to do: what is asked for is so already.</summary>
    internal sealed record Stayed : JobTransition
    {
        public static Stayed Instance { get; } = new();
    }

    /// <summary>It cannot be done in this state.</summary>
    /// <param name="Reason">Why, and what can be done instead.</param>
    internal sealed record Refused(string Reason) : JobTransition;
}
