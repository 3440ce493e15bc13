namespace AsyncCrawler.Results;

/// <summary>URLs that were found and not added to the frontier, for one cause.</summary>
/// <param name="Reason">The reason: <see cref="Frontier.AdmissionRefusal"/>.</param>
/// <param name="Rule">The rule that decided, in words.</param>
/// <param name="Count">How many.</param>
public sealed record CrawlSummaryRefusal(string Reason, string Rule, long Count);
