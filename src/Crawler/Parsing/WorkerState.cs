namespace AsyncCrawler.Parsing;

/// <summary>What the process in a place of the pool is doing.</summary>
public enum WorkerState
{
    /// <summary>Started, and has not said hello yet; or waits to be started again.</summary>
    Starting,

    /// <summary>Waits for a page.</summary>
    Idle,

    /// <summary>Parses.</summary>
    Busy,

    /// <summary>Ended, and is not replaced.</summary>
    Stopped,
}
