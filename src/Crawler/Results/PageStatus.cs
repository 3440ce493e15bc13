namespace AsyncCrawler.Results;

/// <summary>The ends that a URL can come to; written to the records in kebab case.</summary>
public enum PageStatus
{
    /// <summary>Fetched, and parsed where it is a page.</summary>
    Ok,

    /// <summary>The server says that what an earlier crawl kept still holds; it was not transferred again.</summary>
    Unchanged,

    /// <summary>The server redirected; the target is a URL of its own.</summary>
    Redirected,

    /// <summary>The server answered with a status outside 200 to 299.</summary>
    HttpError,

    /// <summary>No usable response.</summary>
    Failed,

    /// <summary>Not fetched: a line of robots.txt forbids it.</summary>
    RobotsDenied,

    /// <summary>Not fetched: robots.txt could not be had.</summary>
    RobotsUnreachable,

    /// <summary>Fetched, but the parser gave no result.</summary>
    ParserFailed,

    /// <summary>Not fetched: it leads into a trap, as other pages of its kind did.</summary>
    Trap,
}
