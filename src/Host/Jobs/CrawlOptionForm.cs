namespace AsyncCrawler.Host.Jobs;

/// <summary>What an option of a request looks like in JSON.</summary>
internal enum CrawlOptionForm
{
    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A whole number; 0 means no limit.</summary>
    Limit,

    /// <summary>Seconds, whole or not.</summary>
    Seconds,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One of a few words.</summary>
    Word,

    /// <summary>A list of words.</summary>
    Words,

    /// <summary>A list of regular expressions: URLs that match are wanted.</summary>
    Includes,

    /// <summary>A list of regular expressions: URLs that match are not wanted.</summary>
    Excludes,

    /// <summary>An object of names and expressions.</summary>
    Fields,

    /// <summary>A list of seeds with options of their own.</summary>
    Sites,
}
