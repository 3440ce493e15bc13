namespace AsyncCrawler.Fetching;

/// <summary>Whether a URL is tried again.</summary>
public enum RetryVerdict
{
    /// <summary>No: the outcome stands.</summary>
    Never,

    /// <summary>Yes; this try counts.</summary>
    Again,

    /// <summary>Yes; nothing was tried, so it does not count.</summary>
    Later,
}
