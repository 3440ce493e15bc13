using System.Collections.Frozen;
using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Joins fetch and parse to a page outcome, and believes nothing that a child said: every URL is parsed again here (promises S23), at the latest when somebody reads the list. Thread-safe.</summary>
/// <param name="admitted">What the frontier knows.</param>
internal sealed class PageOutcomeFactory(AdmittedLinks admitted)
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
        var page = fetch.Lease.Item;
        var lists = Interlocked.Exchange(ref _spareLists, null) ?? new LinkLists();
        lists.Begin(page, links, admitted);
        Dictionary<ulong, CrawlUrl>? noFollow = null;
        Dictionary<CrawlUrl, ListingHint>? hints = null;
        var next = 0;
        foreach (var link in links.AsBytes())
        {
            var (key, isKnown) = lists[next++];
            if (lists.Of(link.Source) is not { } list)
            {
                continue;
            }

            // Where the page says something about the link, the URL is needed.
            var isNoFollow = IsNoFollow(link);
            if (isKnown && !isNoFollow && link.Hint is null)
            {
                lists.Add(list, key, null);
            }
            else if (_recent.TryParse(link.Url, page.Url, out var url))
            {
                key = KeyOf(url, link, key, list.Place);
                lists.Add(list, key, url);
                if (isNoFollow)
                {
                    (noFollow ??= [])[key] = url;
                }

                if (link.Hint is { } hint)
                {
                    (hints ??= [])[url] = new ListingHint(W3cDate.Read(hint.LastModified, fetch.StartedAt), hint.PriorityPercent / 100.0);
                }
            }
        }

        var sorted = SortedLinks.None with
        {
            Pages = Found(lists.Pages, ResourceKind.Page, links, page.Url),
            Images = Found(lists.Images, ResourceKind.Image, links, page.Url),
            Sitemaps = Found(lists.Sitemaps, ResourceKind.Sitemap, links, page.Url),
            NoFollow = AtEachPlace(noFollow, lists, links, page.Url),
        };
        _spareLists = lists;
        return hints is null ? sorted : sorted with { Hints = hints };
    }

    /// <summary>The key of the URL that a link is, by that of its text: mostly the same.</summary>
    private ulong KeyOf(CrawlUrl url, EncodedLink link, ulong key, uint place) => Ascii.Equals(link.Url, url.Text) ? key : admitted.KeyOf(place, url);

    private IReadOnlyList<CrawlUrl> Found(LinkList list, ResourceKind kind, EncodedLinks links, CrawlUrl page) =>
        list.Fresh is var fresh && fresh.Length == list.Count ? fresh : new FoundLinks(fresh, list.Count, () => ReadAll(kind, links, page));

    private List<CrawlUrl> ReadAll(ResourceKind kind, EncodedLinks links, CrawlUrl page)
    {
        var (seen, urls) = (new HashSet<CrawlUrl>(), new List<CrawlUrl>());
        foreach (var link in links.AsBytes())
        {
            if (LinkLists.KindOf(link.Source) == kind && _recent.TryParse(link.Url, page, out var url) && seen.Add(url))
            {
                urls.Add(url);
            }
        }

        return urls;
    }

    /// <summary>Of the marked URLs those that are marked wherever they stand.</summary>
    private IReadOnlySet<CrawlUrl> AtEachPlace(Dictionary<ulong, CrawlUrl>? marked, LinkLists lists, EncodedLinks links, CrawlUrl page)
    {
        if (marked is null)
        {
            return FrozenSet<CrawlUrl>.Empty;
        }

        var next = 0;
        foreach (var link in links.AsBytes())
        {
            var (key, isKnown) = lists[next++];
            if (link.Source.IsHyperlink() && !IsNoFollow(link) && !marked.Remove(key) && !isKnown && _recent.TryParse(link.Url, page, out var url))
            {
                marked.Remove(KeyOf(url, link, key, lists.Pages.Place));
            }
        }

        return marked.Values.ToHashSet();
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
