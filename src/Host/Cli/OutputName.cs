using System.Globalization;
using System.Text;

namespace AsyncCrawler.Host.Cli;

/// <summary>The name of the crawl directory when none is given.</summary>
internal static class OutputName
{
    // With "crawl-" and the time far below the 255 bytes of common file systems.
    private const int MaxHostLength = 100;

    /// <summary>For example <c>crawl-example.com-20260131-120000</c>, local time.</summary>
    /// <param name="host">The first seed's host; what is not in a-z, 0-9, point and hyphen becomes a hyphen.</param>
    /// <param name="time">The clock.</param>
    public static string For(string host, TimeProvider time)
    {
        var name = new StringBuilder("crawl-");
        foreach (var c in host.AsSpan(0, Math.Min(host.Length, MaxHostLength)))
        {
            var lower = char.ToLowerInvariant(c);
            name.Append(char.IsAsciiLetterOrDigit(lower) || lower is '.' or '-' ? lower : '-');
        }

        return name.Append(CultureInfo.InvariantCulture, $"-{time.GetLocalNow():yyyyMMdd-HHmmss}").ToString();
    }
}
