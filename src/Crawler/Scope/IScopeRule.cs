using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>One opinion on what is wanted; pure and thread-safe.</summary>
public interface IScopeRule
{
    /// <summary>The rule in one line, as it is shown to the user.</summary>
    string Description { get; }

    /// <summary>Judges a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="root">The URL by which its scope is judged, usually the seed.</param>
    /// <returns>The opinion.</returns>
    ScopeOpinion Judge(CrawlUrl url, CrawlUrl root);
}
