using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>What is known of a page before it is read.</summary>
/// <param name="Url">The page's own URL: the fallback base URL (HTML §2.4.1).</param>
/// <param name="Encoding">The encoding of the page.</param>
/// <param name="Budget">What the page may cost.</param>
/// <param name="Links">Takes the links of the page, and has none yet.</param>
internal sealed record PageContext(WhatwgUrl Url, DocumentEncoding Encoding, DocumentBudget Budget, LinkTable Links)
{
    /// <summary>The crawler's own name in <c>meta[name]</c>, besides <c>robots</c>.</summary>
    public const string AgentName = "asynccrawler";
}
