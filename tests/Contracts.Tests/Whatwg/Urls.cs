using AsyncCrawler.Contracts.Whatwg;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

internal static class Urls
{
    public static WhatwgUrl Parse(string text, string? baseText = null)
    {
        var baseUrl = baseText is null ? null : Parse(baseText);
        Assert.True(WhatwgUrl.TryParse(text, baseUrl, null, out var url), $"{text} against {baseText} did not parse");
        return url;
    }

    public static string? Resolve(string text, string? baseText = null) =>
        WhatwgUrl.TryParse(text, baseText is null ? null : Parse(baseText), null, out var url) ? url.Href : null;

    /// <summary>All components, with null told from empty.</summary>
    public static string Describe(WhatwgUrl url) => string.Join(
        " | ",
        new object?[]
        {
            url.Scheme, url.Username, url.Password, url.Host, url.Port, url.Path, url.Query, url.Fragment, url.HasOpaquePath, url.IsSpecial,
        }.Select(part => part ?? "null"));
}
