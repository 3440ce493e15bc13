using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Urls;

/// <summary>The Refresh field of a response: the same as the <c>meta</c> of that name (HTML §4.2.5.3).</summary>
internal static class RefreshField
{
    /// <summary>Reads the field.</summary>
    /// <param name="field">The field value; null gives false.</param>
    /// <param name="page">What its URL is relative to.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="isImmediate">True when it leads there at once.</param>
    /// <returns>False when it leads nowhere that may be crawled.</returns>
    public static bool TryParse([NotNullWhen(true)] string? field, CrawlUrl page, [NotNullWhen(true)] out CrawlUrl? target, out bool isImmediate)
    {
        target = null;
        isImmediate = false;
        return field is not null && DeclarativeRefresh.TryParse(field, out var url, out isImmediate) && page.TryResolve(url.ToString(), out target);
    }
}
