namespace AsyncCrawler.Dashboard.Tests.Canned;

/// <summary>The addresses of all views, for tests that hold for each of them.</summary>
internal static class Views
{
    public const string List = "#/crawls";
    public const string New = "#/new";
    public const string Live = $"#/crawls/{CannedService.Crawl}";
    public const string Pages = $"{Live}/pages";
    public const string Story = $"{Pages}/00000000000000000000000000000000";
    public const string Images = $"{Live}/images";
    public const string Summary = $"{Live}/summary";
    public const string Explain = $"{Live}/explain?url=https%3A%2F%2Fsite.test%2F";

    /// <summary>All of them.</summary>
    public static string[] All { get; } = [List, New, Live, Pages, Story, Images, Summary, Explain];

    public static TheoryData<string> Each => [.. All];
}
