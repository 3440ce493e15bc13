using System.Buffers;
using System.Text;
using AsyncCrawler.Contracts.Whatwg.Idna;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The host parser and serialiser (URL §3.5, §3.6) in one: the serialisation is the host.</summary>
internal static class HostParser
{
    private static readonly SearchValues<char> _forbiddenHost = SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    private static readonly SearchValues<char> _forbiddenDomain =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c), .. " #/:<>?@[\\]^|%\x7f"]);

    /// <summary>Parses a host that is not empty and appends its serialisation; on failure what it appended has no meaning.</summary>
    /// <param name="output">Receives the host.</param>
    /// <param name="host">The text of the host, with brackets and percent signs as written.</param>
    /// <param name="isOpaque">True for a URL that is not special.</param>
    public static bool TryAppend(ref CharBuffer output, scoped ReadOnlySpan<char> host, bool isOpaque)
    {
        if (host[0] == '[')
        {
            return host[^1] == ']' && host.Length > 1 && Ipv6Address.TryAppend(ref output, host[1..^1]);
        }

        if (!isOpaque)
        {
            return host.Contains('%') ? TryAppendDomain(ref output, PercentCoding.DecodeUtf8(host)) : TryAppendDomain(ref output, host);
        }

        PercentCoding.AppendUtf8(ref output, host, PercentEncodeSets.C0ControlSafe);
        return !host.ContainsAny(_forbiddenHost);
    }

    /// <summary>The domain parser (URL §3.3, not strict), then IPv4 where the domain ends in a number.</summary>
    private static bool TryAppendDomain(ref CharBuffer output, scoped ReadOnlySpan<char> domain)
    {
        var start = output.Length;
        if (Ascii.IsValid(domain))
        {
            // §3.3: an ASCII domain is only lowercased, whatever its xn-- labels hold.
            Ascii.ToLower(domain, output.AppendSpan(domain.Length), out _);
        }
        else if (!DomainToAscii.TryAppend(ref output, domain))
        {
            return false;
        }

        var result = output.Text[start..];
        if (result.IsEmpty || result.ContainsAny(_forbiddenDomain))
        {
            return false;
        }

        return !Ipv4Address.EndsInNumber(result) || Ipv4Address.TryReplace(ref output, start);
    }
}
