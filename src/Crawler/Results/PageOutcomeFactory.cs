using System.Collections.Frozen;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Joins fetch and parse to a page outcome, and believes nothing that a child said: every URL is parsed again here (promises S23). Thread-safe.</summary>
internal sealed class PageOutcomeFactory
{
    private readonly RecentUrls _recent = new();

    // Of the last page that was sorted; whoever finds none makes its own.
    private LinkLists? _spareLists;

    /// <summary>Joins an unchanged resource to what the parser once said of it.</summary>
    public PageOutcome Recall(FetchOutcome.Unchanged fetch, ParseReply.Parsed? reply) =>
        Create(fetch, reply is null ? ParseOutcome.NotNeeded.Instance : new ParseOutcome.Parsed { Reply = reply, Worker = null, Elapsed = TimeSpan.Zero });

    /// <summary>Joins them.</summary>
    /// <param name="fetch">What became of the fetch.</param>
    /// <param name="parse">What became of the parse.</param>
    public PageOutcome Create(FetchOutcome fetch, ParseOutcome parse)
    {
        var reply = (parse as ParseOutcome.Parsed)?.Reply;
        var links = reply is { Links.Count: > 0 } ? Sort(fetch, EncodedLinks.Of(reply.Links)) : SortedLinks.None;
        return new PageOutcome
        {
            Id = fetch.Lease.Item.Url.Fingerprint.ToString(),
            Lease = fetch.Lease,
            Fetch = fetch,
            Parse = parse,
            Links = links.Pages,
            Images = links.Images,
            Sitemaps = links.Sitemaps,
            NoFollowLinks = links.NoFollow,
            Hints = links.Hints,
            Refresh = PageRefresh.Of(fetch, reply),
        };
    }

    private SortedLinks Sort(FetchOutcome fetch, EncodedLinks links)
    {
        var page = fetch.Lease.Item.Url;
        var lists = Interlocked.Exchange(ref _spareLists, null) ?? new LinkLists();
        HashSet<CrawlUrl>? noFollow = null;
        Dictionary<CrawlUrl, ListingHint>? hints = null;
        foreach (var link in links.AsBytes())
        {
            if (lists.Of(link.Source) is { } list && _recent.TryParse(link.Url, page, out var url))
            {
                list.Add(url);
                if (IsNoFollow(link))
                {
                    (noFollow ??= []).Add(url);
                }

                if (link.Hint is { } hint)
                {
                    (hints ??= [])[url] = new ListingHint(W3cDate.Read(hint.LastModified, fetch.StartedAt), hint.PriorityPercent / 100.0);
                }
            }
        }

        var sorted = SortedLinks.None with
        {
            Pages = lists.Pages.Take(),
            Images = lists.Images.Take(),
            Sitemaps = lists.Sitemaps.Take(),
            NoFollow = AtEachPlace(noFollow, links, page),
        };
        _spareLists = lists;
        return hints is null ? sorted : sorted with { Hints = hints };
    }

    /// <summary>Of the marked URLs those that are marked wherever they stand.</summary>
    private IReadOnlySet<CrawlUrl> AtEachPlace(HashSet<CrawlUrl>? marked, EncodedLinks links, CrawlUrl page)
    {
        if (marked is null)
        {
            return FrozenSet<CrawlUrl>.Empty;
        }

        foreach (var link in links.AsBytes())
        {
            if (link.Source.IsHyperlink() && !IsNoFollow(link) && _recent.TryParse(link.Url, page, out var url))
            {
                marked.Remove(url);
            }
        }

        return marked;
    }

    private static bool IsNoFollow(EncodedLink link) => link.Source.IsHyperlink() && (link.Relations & LinkRelations.NoFollow) != 0;

    private readonly record struct SortedLinks(
        IReadOnlyList<CrawlUrl> Pages,
        IReadOnlyList<CrawlUrl> Images,
        IReadOnlyList<CrawlUrl> Sitemaps,
        IReadOnlySet<CrawlUrl> NoFollow,
        IReadOnlyDictionary<CrawlUrl, ListingHint> Hints)
    {
        public static SortedLinks None => new([], [], [], FrozenSet<CrawlUrl>.Empty, FrozenDictionary<CrawlUrl, ListingHint>.Empty);
    }
}
