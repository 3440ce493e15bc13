using System.Buffers;
using System.Text.RegularExpressions;

namespace AsyncCrawler.Urls;

/// <summary>
/// Where the names that anybody may register begin: the Public Suffix List, of which eng/public-suffix packs the rules.
/// Read once, when it is first asked; immutable and thread-safe.
/// </summary>
internal sealed partial class PublicSuffixList
{
    // What a name may be, three bits for each section.
    private const int Exact = 1;
    private const int Wildcard = 2;
    private const int Exception = 4;
    private const int SectionBits = 3;
    private const string ResourceName = "AsyncCrawler.Urls.public-suffix-list.dat";

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789.");
    private static readonly Lazy<PublicSuffixList> _instance = new(Load);

    private readonly Dictionary<string, int> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    /// <summary>Reads a list in the form of its publisher, with its rules in ASCII.</summary>
    public PublicSuffixList(TextReader list)
    {
        _lookup = _rules.GetAlternateLookup<ReadOnlySpan<char>>();
        var section = PublicSuffixSections.Icann;
        while (list.ReadLine() is { } line)
        {
            if (SectionMark().Match(line) is { Success: true } mark)
            {
                section = mark.Groups["name"].ValueSpan is "ICANN" ? PublicSuffixSections.Icann : PublicSuffixSections.Private;
            }
            else if (line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            {
                Add(line, section);
            }
        }
    }

    public static PublicSuffixList Instance => _instance.Value;

    /// <summary>The name that was registered below a public suffix, as URL §3.2 defines the registrable domain of a host.</summary>
    /// <param name="host">A serialised host, as in <see cref="HostKey.Host"/>; a trailing dot is kept.</param>
    /// <param name="sections">The sections whose rules count. By default both: what is registered at a platform is a site of its own.</param>
    /// <returns>The host's suffix and one label more, or null for an address, and for a host that is a public suffix itself.</returns>
    public string? RegistrableDomainOf(string host, PublicSuffixSections sections = PublicSuffixSections.All)
    {
        var domain = DomainOf(host, sections);
        return domain.IsEmpty ? null : domain.ToString();
    }

    /// <summary>Whether two hosts belong to one owner: HTML's "schemelessly same site".</summary>
    /// <param name="one">A serialised host.</param>
    /// <param name="other">Another.</param>
    /// <returns>True when they are equal, or have one registrable domain.</returns>
    public bool AreSameSite(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || (DomainOf(one, PublicSuffixSections.All) is { IsEmpty: false } domain && domain.SequenceEqual(DomainOf(other, PublicSuffixSections.All)));

    /// <summary>Whether anybody may register names directly below the host; an unknown top level counts, by the list's default rule <c>*</c>.</summary>
    /// <param name="host">A serialised host.</param>
    /// <param name="sections">The sections whose rules count.</param>
    /// <returns>True for a public suffix; false for any other name, and for an address.</returns>
    public bool IsPublicSuffix(string host, PublicSuffixSections sections = PublicSuffixSections.All) => SuffixStart(host, sections) == 0;

    private ReadOnlySpan<char> DomainOf(string host, PublicSuffixSections sections) =>
        SuffixStart(host, sections) is > 0 and var start ? host.AsSpan(host.LastIndexOf('.', start - 2) + 1) : default;

    /// <summary>Where the public suffix begins in the host; null where the host is no domain.</summary>
    private int? SuffixStart(string host, PublicSuffixSections sections)
    {
        var name = host.AsSpan(0, host.EndsWith('.') ? host.Length - 1 : host.Length);
        var isAddress = !name.ContainsAnyExcept(AddressCharacters) || name[0] == '[';
        if (isAddress || name[0] == '.' || name.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        // From the longest candidate to the shortest: the rule with the most labels prevails.
        var lastLabel = name.LastIndexOf('.') + 1;
        for (int start = 0, parent; start < lastLabel; start = parent)
        {
            parent = start + name[start..].IndexOf('.') + 1;
            var kinds = KindsOf(name[start..], sections);
            if ((kinds & Exception) != 0)
            {
                return parent;
            }

            if ((kinds & Exact) != 0 || (KindsOf(name[parent..], sections) & Wildcard) != 0)
            {
                return start;
            }
        }

        return lastLabel;
    }

    private int KindsOf(ReadOnlySpan<char> name, PublicSuffixSections sections)
    {
        var bits = _lookup.TryGetValue(name, out var found) ? found : 0;
        return (sections.HasFlag(PublicSuffixSections.Icann) ? bits : 0) | (sections.HasFlag(PublicSuffixSections.Private) ? bits >> SectionBits : 0);
    }

    private void Add(string rule, PublicSuffixSections section)
    {
        var (name, kind) = rule switch
        {
            ['!', .. var exception] => (exception, Exception),
            ['*', '.', .. var parent] => (parent, Wildcard),
            _ => (rule, Exact),
        };
        _rules[name] = _rules.GetValueOrDefault(name) | (section == PublicSuffixSections.Icann ? kind : kind << SectionBits);
    }

    private static PublicSuffixList Load()
    {
        using var stream = typeof(PublicSuffixList).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {ResourceName}: rebuild the crawler.");
        using var reader = new StreamReader(stream);
        return new PublicSuffixList(reader);
    }

    [GeneratedRegex("^// ===BEGIN (?<name>ICANN|PRIVATE) DOMAINS===$", RegexOptions.CultureInvariant)]
    private static partial Regex SectionMark();
}
