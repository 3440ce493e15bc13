using System.Collections.Frozen;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Joins fetch and parse to a page outcome, and believes nothing that a child said: every URL is parsed again here (promises S23).</summary>
internal static class PageOutcomeFactory
{
    /// <summary>Joins an unchanged resource to what the parser once said of it.</summary>
    public static PageOutcome Recall(FetchOutcome.Unchanged fetch, ParseReply.Parsed? reply) =>
        Create(fetch, reply is null ? ParseOutcome.NotNeeded.Instance : new ParseOutcome.Parsed { Reply = reply, Worker = null, Elapsed = TimeSpan.Zero });

    public static PageOutcome Create(FetchOutcome fetch, ParseOutcome parse)
    {
        var reply = (parse as ParseOutcome.Parsed)?.Reply;
        return new PageOutcome
        {
            Id = UrlFingerprint.Of(fetch.Lease.Item.Url).ToString(),
            Lease = fetch.Lease,
            Fetch = fetch,
            Parse = parse,
            Links = reply is null ? [] : CheckedUrls(reply.Links, static link => link.IsHyperlink || link.Source == LinkSource.SitemapPage),
            NoFollowLinks = reply is null ? FrozenSet<CrawlUrl>.Empty : NoFollowOf(reply.Links),
            Sitemaps = reply is null ? [] : CheckedUrls(reply.Links, static link => link.Source == LinkSource.SitemapChild),
            Refresh = PageRefresh.Of(fetch, reply),
            Images = reply is null ? [] : CheckedUrls(reply.Links, static link => link.IsImage),
        };
    }

    private static IReadOnlySet<CrawlUrl> NoFollowOf(IReadOnlyList<ParsedLink> links)
    {
        var marked = CheckedUrls(links, static link => IsNoFollow(link));
        return marked.Count == 0
            ? FrozenSet<CrawlUrl>.Empty
            : marked.Except(CheckedUrls(links, static link => link.IsHyperlink && !IsNoFollow(link))).ToHashSet();
    }

    private static bool IsNoFollow(ParsedLink link) => link.IsHyperlink && link.Relations.HasFlag(LinkRelations.NoFollow);

    private static List<CrawlUrl> CheckedUrls(IReadOnlyList<ParsedLink> links, Func<ParsedLink, bool> isWanted)
    {
        var urls = new List<CrawlUrl>();
        var seen = new HashSet<CrawlUrl>();
        foreach (var link in links)
        {
            if (isWanted(link) && CrawlUrl.TryParse(link.Url, out var url) && seen.Add(url))
            {
                urls.Add(url);
            }
        }

        return urls;
    }
}
