using System.Collections.Concurrent;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Frontier;

/// <summary>Lets candidates pass that the admission admits, as long as their host has not had enough of their kind; counts the others by reason. Thread-safe.</summary>
internal sealed class AdmissionGate(UrlAdmission admission, FrontierLedger ledger)
{
    // Besides the one at the customary place, so that no site can keep a crawl busy with lists (promises S15).
    private const int MaxSitemapsPerHost = 500;

    private readonly ConcurrentDictionary<HostKey, int> _sitemaps = new();

    /// <summary>Decides on a candidate.</summary>
    public bool Admits(FrontierItem candidate)
    {
        var refusal = admission.Decide(candidate).Refusal;
        if (refusal == AdmissionRefusal.None && !HasRoomFor(candidate))
        {
            refusal = AdmissionRefusal.SitemapNotNeeded;
        }

        if (refusal != AdmissionRefusal.None)
        {
            ledger.Refuse(refusal);
        }

        return refusal == AdmissionRefusal.None;
    }

    private bool HasRoomFor(FrontierItem candidate) =>
        candidate.Kind != ResourceKind.Sitemap
        || candidate.IsCustomarySitemap
        || _sitemaps.AddOrUpdate(candidate.Url.Host, 1, static (_, count) => count + 1) <= MaxSitemapsPerHost;
}
