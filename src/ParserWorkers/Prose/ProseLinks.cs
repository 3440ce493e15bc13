using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Resolves the URLs in a page's text.</summary>
/// <param name="page">The page.</param>
/// <param name="baseUrl">Its base URL.</param>
/// <param name="context">Its encoding, and the cap of its URLs.</param>
internal sealed class ProseLinks(ProsePage page, WhatwgUrl baseUrl, PageContext context)
{
    private readonly int _maxLength = context.Budget.Limits.MaxUrlLength;

    /// <summary>Resolves a URL.</summary>
    /// <param name="index">The number of the element that has it.</param>
    /// <param name="attribute">The name of the attribute.</param>
    /// <returns>The http or https URL as Markdown takes it; null when there is none, or it is too long.</returns>
    public string? Resolve(int index, string attribute)
    {
        if (page.Tree[index].Element?.GetAttribute(attribute) is not { } text || text.Length > _maxLength
            || !WhatwgUrl.TryParse(text, baseUrl, context.Encoding.QueryEncoding, out var url) || url.Scheme is not ("http" or "https") || url.Href.Length > _maxLength)
        {
            return null;
        }

        // A URL has no angle brackets and no white space, but may have brackets that Markdown would count (CommonMark §6.3).
        return url.Href.AsSpan().ContainsAny("()\\") ? $"<{url.Href}>" : url.Href;
    }
}
