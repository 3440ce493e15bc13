namespace AsyncCrawler.Politeness;

/// <summary>How far the asking for one host's robots.txt has come: one request at a time, whichever crawl sends it.</summary>
internal sealed class RobotsInquiry
{
    /// <summary>True while it is asked for: nothing else of the host is leased meanwhile.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>The timestamp before which it is not asked for again.</summary>
    public long RetryAt { get; set; }

    /// <summary>How often in a row it was asked for in vain.</summary>
    public int Failures { get; set; }
}
