using System.Globalization;
using AsyncCrawler.Scope;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>
/// How many pages each host and each seed, how many hosts each registrable domain, and how many sitemaps each host has brought
/// into the frontier. Seeds and the sitemap at the customary place always have room. A budget of pages or hosts costs memory for
/// each host. Thread-safe.
/// </summary>
/// <param name="options">The budgets of hosts and domains.</param>
/// <param name="sites">The budgets of seeds.</param>
internal sealed class AdmissionBudgets(TrapOptions options, SiteTable sites)
{
    private const string Note = "frontier:taken:";

    // Pages by the text of a host key or of a seed, which differ: a seed has a slash behind its host.
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly SitemapBudget _sitemaps = new();
    private readonly Lock _gate = new();

    private bool IsOn => sites.HasPageLimit || options is not { MaxPagesPerHost: null, MaxHostsPerDomain: null };

    /// <summary>Pages of a host so far; 0 when no budget is set.</summary>
    public long PagesOf(HostKey host)
    {
        lock (_gate)
        {
            return _taken.GetValueOrDefault(host.Text);
        }
    }

    /// <summary>Hosts of a host's domain so far; 0 when no budget is set.</summary>
    public int HostsOf(HostKey host)
    {
        lock (_gate)
        {
            return _hosts.GetValueOrDefault(DomainOf(host.Host));
        }
    }

    /// <summary>Why there is no room for an item; null when there is.</summary>
    public AdmissionDecision? Find(FrontierItem item)
    {
        if (!Counts(item))
        {
            return null;
        }

        lock (_gate)
        {
            return FindSpent(item);
        }
    }

    /// <summary>Takes room for an item.</summary>
    /// <returns>Why there is none; null when there is.</returns>
    public AdmissionDecision? TryTake(FrontierItem item)
    {
        if (!Counts(item))
        {
            return null;
        }

        lock (_gate)
        {
            var spent = FindSpent(item);
            if (spent is null)
            {
                Add(item, 1);
            }

            return spent;
        }
    }

    /// <summary>Gives the room of items back that were known before.</summary>
    /// <param name="taken">What took room.</param>
    /// <param name="used">Those of them that were new.</param>
    public void GiveBack(IReadOnlyList<FrontierItem> taken, IReadOnlyList<FrontierItem> used)
    {
        if (taken.Count == used.Count || !taken.Any(Counts))
        {
            return;
        }

        var isUsed = new HashSet<object>(used, ReferenceEqualityComparer.Instance);
        lock (_gate)
        {
            foreach (var item in taken.Where(item => Counts(item) && !isUsed.Contains(item)))
            {
                Add(item, -1);
            }
        }
    }

    /// <summary>Notes what has changed since it was last noted.</summary>
    public void WriteNotes(IDictionary<string, string> notes)
    {
        lock (_gate)
        {
            foreach (var key in _changed)
            {
                notes[Note + key] = _taken[key].ToString(CultureInfo.InvariantCulture);
            }

            _changed.Clear();
            _sitemaps.WriteNotes(notes);
        }
    }

    /// <summary>Goes on from the notes of an earlier run.</summary>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        foreach (var (name, count) in notes)
        {
            if (!name.StartsWith(Note, StringComparison.Ordinal) || long.Parse(count, CultureInfo.InvariantCulture) is not (> 0 and var pages))
            {
                continue;
            }

            if (name.StartsWith(SitemapBudget.Note, StringComparison.Ordinal))
            {
                _sitemaps.Restore(name, pages);
                continue;
            }

            var key = name[Note.Length..];
            _taken[key] = pages;
            if (CrawlUrl.TryParse(key, out var site) && site.Host.Text == key)
            {
                _hosts[DomainOf(site.Host.Host)] = _hosts.GetValueOrDefault(DomainOf(site.Host.Host)) + 1;
            }
        }
    }

    private static string DomainOf(string host) => PublicSuffixList.Instance.RegistrableDomainOf(host) ?? host;

    private bool Counts(FrontierItem item) => item.Kind switch
    {
        ResourceKind.Page => IsOn,
        ResourceKind.Sitemap => !item.IsCustomarySitemap,
        _ => false,
    };

    private AdmissionDecision? FindSpent(FrontierItem item)
    {
        if (item.IsSeed)
        {
            return null;
        }

        if (item.Kind == ResourceKind.Sitemap)
        {
            return _sitemaps.Find(item.Url.Host);
        }

        var pages = _taken.GetValueOrDefault(item.Url.Host.Text);
        if (pages >= options.MaxPagesPerHost)
        {
            return new AdmissionDecision(AdmissionRefusal.HostBudgetSpent, $"more than {options.MaxPagesPerHost} pages of one host");
        }

        if (sites.Of(item)?.MaxPages is { } most && _taken.GetValueOrDefault(item.Seed.Text) >= most)
        {
            return new AdmissionDecision(AdmissionRefusal.SeedBudgetSpent, $"more than {most} pages from one seed");
        }

        return pages == 0 && _hosts.GetValueOrDefault(DomainOf(item.Url.Host.Host)) >= options.MaxHostsPerDomain
            ? new AdmissionDecision(AdmissionRefusal.TooManyHosts, $"more than {options.MaxHostsPerDomain} hosts of one domain")
            : null;
    }

    private void Add(FrontierItem item, int count)
    {
        var host = item.Url.Host;
        if (item.Kind == ResourceKind.Sitemap)
        {
            _sitemaps.Add(host, count);
            return;
        }

        var before = _taken.GetValueOrDefault(host.Text);
        Set(host.Text, before + count);
        if (before == 0 || before + count == 0)
        {
            var domain = DomainOf(host.Host);
            _hosts[domain] = _hosts.GetValueOrDefault(domain) + count;
        }

        if (sites.Of(item)?.MaxPages is not null)
        {
            Set(item.Seed.Text, _taken.GetValueOrDefault(item.Seed.Text) + count);
        }
    }

    private void Set(string key, long taken)
    {
        _taken[key] = taken;
        _changed.Add(key);
    }
}
