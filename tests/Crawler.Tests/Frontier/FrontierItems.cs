using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>Items for tests, made from short texts.</summary>
internal static class FrontierItems
{
    public static CrawlUrl Url(string text) =>
        CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException($"'{text}' is no crawlable URL.", nameof(text));

    public static FrontierItem Page(string url, int depth = 0) => FrontierItem.ForSeed(Url(url)) with { Depth = depth };

    public static FrontierItem Image(string url) => FrontierItem.ForSeed(Url(url)) with { Kind = ResourceKind.Image, Depth = 1 };

    /// <summary>How many URLs a frontier has refused for one reason.</summary>
    public static long Refused(this CrawlFrontier frontier, AdmissionRefusal reason) =>
        frontier.Refusals.Where(refusal => refusal.Key.Refusal == reason).Sum(refusal => refusal.Value);
}
