using System.Buffers;
using System.Text;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Politeness;

/// <summary>What one robots.txt says to one crawler (RFC 9309). Holds nothing that is addressed to others. Immutable, and so thread-safe.</summary>
public sealed class RobotsRules
{
    // Object headers, pattern and text of a rule besides its characters.
    private const int RuleOverheadBytes = 200;

    private readonly RobotsRule[] _byWeight;

    internal RobotsRules(IEnumerable<RobotsRule> rules, TimeSpan? crawlDelay, IReadOnlyList<string> sitemaps, bool isTruncated)
    {
        // The first match in this order decides: RFC 9309 §2.2.2 has the most octets first, and Allow first where two have as many.
        _byWeight = [.. rules.OrderByDescending(rule => rule.Octets).ThenByDescending(rule => rule.IsAllow)];
        CrawlDelay = crawlDelay;
        Sitemaps = sitemaps;
        IsTruncated = isTruncated;
        SizeInBytes = _byWeight.Sum(rule => RuleOverheadBytes + (2L * (rule.Text.Length + rule.Octets))) + sitemaps.Sum(sitemap => 2L * sitemap.Length);
    }

    /// <summary>The rules of a site that has none: everything is allowed.</summary>
    public static RobotsRules AllowAll { get; } = new([], null, [], isTruncated: false);

    /// <summary>Least time between two requests that the site asks for, at most 60 s; null when it asks for none.</summary>
    public TimeSpan? CrawlDelay { get; }

    /// <summary>The values of the sitemap lines, as they were written.</summary>
    public IReadOnlyList<string> Sitemaps { get; }

    /// <summary>True when the file was longer than is read.</summary>
    public bool IsTruncated { get; }

    /// <summary>How many lines of the file concern the crawler.</summary>
    public int Count => _byWeight.Length;

    /// <summary>About how much memory this takes.</summary>
    internal long SizeInBytes { get; }

    /// <summary>Decides on a URL of the site. Its path and query alone count.</summary>
    /// <param name="url">The URL.</param>
    /// <returns>The decision.</returns>
    public RobotsDecision Decide(CrawlUrl url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var path = url.Parts.PathAndQuerySpan;

        // RFC 9309 §2.2.2: /robots.txt is implicitly allowed.
        return _byWeight.Length == 0 || path is "/robots.txt" ? new RobotsDecision(true, null) : Decide(Normalize(path));
    }

    private static string Normalize(ReadOnlySpan<char> path)
    {
        var octets = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(path.Length));
        var text = RobotsPathText.Of(octets.AsSpan(0, Encoding.UTF8.GetBytes(path, octets)));
        ArrayPool<byte>.Shared.Return(octets);
        return RobotsPattern.Literal(text);
    }

    private RobotsDecision Decide(string path)
    {
        foreach (var rule in _byWeight)
        {
            if (rule.IsMatch(path))
            {
                return new RobotsDecision(rule.IsAllow, rule);
            }
        }

        return new RobotsDecision(true, null);
    }
}
