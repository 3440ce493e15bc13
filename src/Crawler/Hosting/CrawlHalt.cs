namespace AsyncCrawler.Hosting;

/// <summary>Why a crawl stopped in the middle, by what an operator would mend.</summary>
public enum CrawlHalt
{
    /// <summary>Something that does not mend itself: damaged data, or a fault of the program.</summary>
    Unexpected,

    /// <summary>No room, or no quota, where the crawl writes.</summary>
    DiskFull,

    /// <summary>The place may not be written: a read-only mount, or its permissions.</summary>
    ReadOnly,

    /// <summary>Another process holds the frontier or the directory.</summary>
    StoreLocked,

    /// <summary>The process has no file descriptor left.</summary>
    OutOfDescriptors,

    /// <summary>The place cannot be read or written for another reason: gone, or failing.</summary>
    StorageLost,

    /// <summary>No parser process can be had.</summary>
    ParserUnavailable,
}
