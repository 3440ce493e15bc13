namespace AsyncCrawler.Contracts;

/// <summary>What a sitemap says of a URL beside its address (sitemaps.org). Hints, and nothing more: sites say what they like.</summary>
/// <param name="LastModified">The <c>lastmod</c> element as it was written; null when there is none.</param>
/// <param name="PriorityPercent">The <c>priority</c> element, 0 to 100 for 0.0 to 1.0; null when there is none.</param>
public sealed record SitemapHint(string? LastModified, byte? PriorityPercent)
{
    /// <summary>Most characters of <see cref="LastModified"/>: a date with time, fractions and zone has 33.</summary>
    public const int MaxDateLength = 40;

    private const byte NoPriority = byte.MaxValue;

    internal static void Write(FrameWriter writer, SitemapHint? hint)
    {
        writer.WriteText(hint?.LastModified);
        writer.WriteByte(hint?.PriorityPercent ?? NoPriority);
    }

    internal static SitemapHint? Read(ref PayloadReader reader)
    {
        var lastModified = reader.ReadText(MaxDateLength);
        var percent = reader.ReadByte();
        if (percent is > 100 and not NoPriority)
        {
            throw new ProtocolViolationException($"A priority of {percent} percent was sent where 100 is the highest.");
        }

        return lastModified is null && percent == NoPriority ? null : new SitemapHint(lastModified, percent == NoPriority ? null : percent);
    }
}
