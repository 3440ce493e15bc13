using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Scope;

/// <summary>Makes rules of <see cref="ScopePattern"/>s.</summary>
public static class ScopePatternParser
{
    private const int MaxLength = 2_000;
    private static readonly SearchValues<char> HostEnds = SearchValues.Create("/\\?#@");

    /// <summary>Tells what is wrong with a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <returns>One line; null when nothing is.</returns>
    public static string? FindFault(ScopePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return TryParse(pattern, out _, out var fault) ? null : fault;
    }

    internal static bool TryParse(ScopePattern pattern, [NotNullWhen(true)] out IScopeRule? rule, [NotNullWhen(false)] out string? fault)
    {
        rule = null;
        var text = pattern.Pattern ?? "";
        fault = text.Length is 0 or > MaxLength
            ? $"it has {text.Length} characters; 1 to {MaxLength} are allowed"
            : null;
        if (fault is not null)
        {
            return false;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var value = text[(colon + 1)..];
        var isMatch = (colon < 0 ? "" : text[..colon]) switch
        {
            "host" => HostIs(value, ref fault),
            "domain" => DomainIs(value, ref fault),
            "prefix" => PrefixIs(value, ref fault),
            "ext" => ExtensionIs(value, ref fault),
            "param" => HasParameter(value, ref fault),
            "depth" => IsDeeperThan(value, ref fault),
            "regex" => Matches(value, ref fault),
            _ => Matches(text, ref fault),
        };
        rule = isMatch is null ? null : new PatternScopeRule(pattern, isMatch);
        return rule is not null;
    }

    private static Predicate<ScopeCandidate>? HostIs(string value, ref string? fault)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var parents = new List<string>();
        foreach (var name in Parts(value))
        {
            var isWildcard = name.StartsWith("*.", StringComparison.Ordinal);
            if (!TryReadHost(isWildcard ? name[2..] : name, out var host))
            {
                fault = $"it names '{name}', which is no host: write for example host:www.example.com, or host:*.example.com for those below it.";
                return null;
            }

            if (isWildcard)
            {
                parents.Add(host);
            }
            else
            {
                names.Add(host);
            }
        }

        if (names.Count + parents.Count == 0)
        {
            fault = "it names no host: write for example host:www.example.com.";
            return null;
        }

        return candidate => names.Contains(candidate.Url.Host.Host) || parents.Exists(parent => IsBelow(candidate.Url.Host.Host, parent));
    }

    private static Predicate<ScopeCandidate>? DomainIs(string value, ref string? fault)
    {
        var domains = new List<string>();
        foreach (var name in Parts(value))
        {
            if (!TryReadHost(name, out var host))
            {
                fault = $"it names '{name}', which is no domain: write for example domain:example.com.";
                return null;
            }

            domains.Add(host);
        }

        if (domains.Count == 0)
        {
            fault = "it names no domain: write for example domain:example.com.";
            return null;
        }

        return candidate => domains.Exists(domain => candidate.Url.Host.Host == domain || IsBelow(candidate.Url.Host.Host, domain));
    }

    private static Predicate<ScopeCandidate>? PrefixIs(string value, ref string? fault)
    {
        if (!CrawlUrl.TryParse(value, out var prefix))
        {
            fault = "it has a prefix that is no absolute http or https URL: write for example prefix:https://example.com/docs/.";
            return null;
        }

        return candidate => candidate.Url.Text.StartsWith(prefix.Text, StringComparison.Ordinal);
    }

    private static Predicate<ScopeCandidate>? ExtensionIs(string value, ref string? fault)
    {
        var names = Parts(value).Select(static name => name.TrimStart('.')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (names.Count == 0 || names.Any(static name => name.AsSpan().ContainsAny('.', '/')))
        {
            fault = "it has no list of extensions: write for example ext:pdf,zip.";
            return null;
        }

        var lookup = names.GetAlternateLookup<ReadOnlySpan<char>>();
        return candidate => UrlPath.ExtensionOf(candidate.Url) is { IsEmpty: false } extension && lookup.Contains(extension);
    }

    private static Predicate<ScopeCandidate>? HasParameter(string value, ref string? fault)
    {
        var names = Parts(value);
        if (names.Length == 0)
        {
            fault = "it names no query parameter: write for example param:sid,utm_*.";
            return null;
        }

        var wanted = new ParameterNames(names);
        return candidate => wanted.AreIn(candidate.Url);
    }

    private static Predicate<ScopeCandidate>? IsDeeperThan(string value, ref string? fault)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var depth))
        {
            fault = "it has no depth: write for example depth:3 for what lies deeper than three links.";
            return null;
        }

        return candidate => candidate.Depth > depth;
    }

    // Non-backtracking, so that no pattern and no URL can make it slow (promises S13).
    private static Predicate<ScopeCandidate>? Matches(string value, ref string? fault)
    {
        try
        {
            var regex = new Regex(value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return candidate => regex.IsMatch(candidate.Url.Text);
        }
        catch (ArgumentException error)
        {
            fault = $"it is no regular expression: {error.Message}";
        }
        catch (NotSupportedException)
        {
            fault = "it uses look-around or a back-reference, which cannot run in linear time: write it without.";
        }

        return null;
    }

    private static string[] Parts(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsBelow(string host, string parent) =>
        host.Length > parent.Length && host[host.Length - parent.Length - 1] == '.' && host.EndsWith(parent, StringComparison.Ordinal);

    // Through the URL parser, so that every spelling of a host is the one that URLs have.
    private static bool TryReadHost(string name, out string host)
    {
        var isHost = !name.AsSpan().ContainsAny(HostEnds) & CrawlUrl.TryParse($"http://{name}/", out var url);
        host = isHost && url is not null ? url.Host.Host : "";
        return host.Length > 0;
    }
}
