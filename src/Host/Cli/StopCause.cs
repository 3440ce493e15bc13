namespace AsyncCrawler.Host.Cli;

/// <summary>Why a crawl was asked to stop before it was quiet.</summary>
internal enum StopCause
{
    /// <summary>It was not.</summary>
    None,

    /// <summary><c>--max-time</c> is over: a limit like any other.</summary>
    TimeLimit,

    /// <summary>A signal came.</summary>
    Signal,

    /// <summary>Nobody reads standard output any more.</summary>
    OutputClosed,
}
