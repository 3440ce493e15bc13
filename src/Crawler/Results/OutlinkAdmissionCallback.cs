using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>
/// The one door through which links return to the frontier: in the same commit that closes their page, so the count of open
/// work never touches zero early, and no crash comes between.
/// </summary>
/// <param name="finished">Where the links go.</param>
/// <param name="options">What is wanted.</param>
/// <param name="noFollow">Whether links are left alone that a page asks not to follow.</param>
/// <param name="token">Our product token.</param>
internal sealed class OutlinkAdmissionCallback(FinishedPages finished, FrontierOptions options, Obedience noFollow, string token) : IPageDoneCallback
{
    // sitemaps.org: the priority of a page of which none is said.
    private const double DefaultPriority = 0.5;

    public ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        switch (page)
        {
            case { Fetch: FetchOutcome.Redirected redirect }:
                finished.AddCandidate(page.Item.ForRedirect(redirect.Target));
                break;
            case { Item.Kind: ResourceKind.Sitemap }:
                AddListed(page);
                break;
            default:
                AddOutlinks(page);
                break;
        }

        return ValueTask.CompletedTask;
    }

    private void AddOutlinks(PageOutcome page)
    {
        if (page is { Item.Kind: ResourceKind.Page, Refresh: { IsImmediate: true } redirect })
        {
            // Nofollow and depth are about links. What nobody sees in between is a redirect, with its limits.
            finished.AddCandidate(page.Item.ForRedirect(redirect.Target));
        }

        if (options is { SeedsOnly: false, Sitemaps: not SitemapMode.Only } && MayFollow(page))
        {
            if (page is { Item.Kind: ResourceKind.Page, Refresh: { IsImmediate: false } later })
            {
                finished.AddCandidate(page.Item.ForOutlink(later.Target, ResourceKind.Page));
            }

            foreach (var link in FoundLinks.FreshOf(page.Links))
            {
                if (noFollow == Obedience.Ignore || !page.NoFollowLinks.Contains(link))
                {
                    finished.AddCandidate(page.Item.ForOutlink(link, ResourceKind.Page));
                }
            }
        }

        if (options.IncludesImages)
        {
            // Images are part of the page, not somewhere that it leads: nofollow is not about them.
            foreach (var image in FoundLinks.FreshOf(page.Images))
            {
                finished.AddCandidate(page.Item.ForOutlink(image, ResourceKind.Image));
            }
        }
    }

    private void AddListed(PageOutcome sitemap)
    {
        foreach (var child in InOrder(sitemap, sitemap.Sitemaps))
        {
            finished.AddCandidate(sitemap.Item.ForListedSitemap(child));
        }

        foreach (var listed in InOrder(sitemap, FoundLinks.FreshOf(sitemap.Links)))
        {
            finished.AddCandidate(sitemap.Item.ForListedUrl(listed, ResourceKind.Page));
        }

        foreach (var image in options.IncludesImages ? FoundLinks.FreshOf(sitemap.Images) : [])
        {
            finished.AddCandidate(sitemap.Item.ForListedUrl(image, ResourceKind.Image));
        }
    }

    /// <summary>The important first, of those the ones that changed last, and otherwise as they are listed.</summary>
    private static IEnumerable<CrawlUrl> InOrder(PageOutcome sitemap, IReadOnlyList<CrawlUrl> urls) => sitemap.Hints.Count == 0
        ? urls
        : urls.OrderByDescending(url => sitemap.Hints.GetValueOrDefault(url)?.Priority ?? DefaultPriority)
            .ThenByDescending(url => sitemap.Hints.GetValueOrDefault(url)?.LastModified ?? DateTimeOffset.MinValue);

    private bool MayFollow(PageOutcome page) =>
        noFollow == Obedience.Ignore
        || page.RobotsTags is not { } tags
        || !RobotsDirectives.ForbidFollowing(tags, (page.Parse as ParseOutcome.Parsed)?.Reply.Robots, token);
}
