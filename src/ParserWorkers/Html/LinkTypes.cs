using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>Reads <c>rel</c> attributes: tokens split at ASCII whitespace, compared without regard to ASCII case (HTML §4.6.7).</summary>
internal static class LinkTypes
{
    /// <summary>Finds the relations that bear on following a link.</summary>
    /// <param name="rel">The value of the attribute.</param>
    /// <returns>The flags.</returns>
    public static LinkRelations ReadRelations(ReadOnlySpan<char> rel)
    {
        var relations = LinkRelations.None;
        foreach (var range in rel.SplitAny(AsciiWhitespace.Characters))
        {
            var token = rel[range];
            relations |= Is(token, "nofollow") ? LinkRelations.NoFollow
                : Is(token, "ugc") ? LinkRelations.UserGenerated
                : Is(token, "sponsored") ? LinkRelations.Sponsored
                : LinkRelations.None;
        }

        return relations;
    }

    /// <summary>Tells whether a <c>link</c> names the canonical URL (RFC 6596).</summary>
    /// <param name="rel">The value of the attribute.</param>
    /// <returns>True when one of the tokens says so.</returns>
    public static bool IsCanonical(ReadOnlySpan<char> rel)
    {
        foreach (var range in rel.SplitAny(AsciiWhitespace.Characters))
        {
            if (Is(rel[range], "canonical"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Tells what a <c>link[href]</c> leads to. A style sheet that is an alternate one is a style sheet; of what is
    /// preloaded the <c>as</c> attribute tells the kind.
    /// </summary>
    /// <param name="rel">The value of the <c>rel</c> attribute.</param>
    /// <param name="destination">The value of the <c>as</c> attribute, or empty.</param>
    /// <returns>Null when the element names no resource: no <c>rel</c>, or only an origin to connect to.</returns>
    public static LinkSource? ReadLinkSource(ReadOnlySpan<char> rel, ReadOnlySpan<char> destination)
    {
        LinkSource? strongest = null;
        foreach (var range in rel.SplitAny(AsciiWhitespace.Characters))
        {
            var source = ReadToken(rel[range], destination);
            if (source is not null && (strongest is null || Strength(source.Value) > Strength(strongest.Value)))
            {
                strongest = source;
            }
        }

        return strongest;
    }

    private static LinkSource? ReadToken(ReadOnlySpan<char> token, ReadOnlySpan<char> destination) => token switch
    {
        "" => null,
        _ when Is(token, "dns-prefetch") || Is(token, "preconnect") => null,
        _ when Is(token, "stylesheet") => LinkSource.StyleSheet,
        _ when Is(token, "icon") || Is(token, "mask-icon") || token.StartsWith("apple-touch-icon", StringComparison.OrdinalIgnoreCase) => LinkSource.Icon,
        _ when Is(token, "preload") || Is(token, "modulepreload") => ReadDestination(destination),
        _ when Is(token, "alternate") => LinkSource.Alternate,
        _ => LinkSource.Link,
    };

    private static LinkSource ReadDestination(ReadOnlySpan<char> destination) => destination switch
    {
        _ when Is(destination, "image") => LinkSource.ImageCandidate,
        _ when Is(destination, "style") => LinkSource.StyleSheet,
        _ when Is(destination, "audio") || Is(destination, "video") || Is(destination, "track") => LinkSource.Media,
        _ => LinkSource.Script,
    };

    private static int Strength(LinkSource source) => source switch
    {
        LinkSource.Link => 0,
        LinkSource.Alternate => 1,
        _ => 2,
    };

    private static bool Is(ReadOnlySpan<char> token, string name) => token.Equals(name, StringComparison.OrdinalIgnoreCase);
}
