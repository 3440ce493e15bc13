using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.MockSite.Folder;

/// <summary>Chooses among language variants by the reader's preference (RFC 9110 §12.5.4).</summary>
internal static class AcceptLanguage
{
    private const string Default = "en";

    /// <summary>The variant with the highest quality; English where nothing decides, else the first.</summary>
    /// <param name="variants">At least one.</param>
    /// <param name="ranges">The header's ranges; null or empty when there was no header.</param>
    public static LanguageVariant Choose(
        IReadOnlyList<LanguageVariant> variants, IList<StringWithQualityHeaderValue>? ranges) =>
        variants
            .OrderByDescending(variant => QualityOf(variant.Language, ranges ?? []))
            .ThenByDescending(variant => variant.Language.Equals(Default, StringComparison.OrdinalIgnoreCase))
            .First();

    // The longest range that matches decides (RFC 4647 §3.3.1), so that "en;q=0" can exclude what "*" would admit.
    private static double QualityOf(string language, IList<StringWithQualityHeaderValue> ranges) =>
        ranges
            .Where(range => IsMatch(language, range.Value.AsSpan()))
            .OrderByDescending(range => range.Value is { Length: 1 } ? 0 : range.Value.Length)
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();

    // A reader of "en-GB" is served with "en" as well (lookup, RFC 4647 §3.4).
    private static bool IsMatch(string language, ReadOnlySpan<char> range) =>
        range is "*" || IsPrefix(range, language) || IsPrefix(language, range);

    private static bool IsPrefix(ReadOnlySpan<char> prefix, ReadOnlySpan<char> tag) =>
        tag.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == prefix.Length || tag[prefix.Length] == '-');
}
