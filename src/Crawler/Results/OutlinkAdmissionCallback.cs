using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>
/// The one door through which links return to the frontier. Runs before <see cref="LeaseCompletionCallback"/>: children are
/// registered before their page is closed, so the count of open work never touches zero early.
/// </summary>
internal sealed class OutlinkAdmissionCallback(CrawlFrontier frontier, FrontierOptions options) : IPageDoneCallback
{
    public async ValueTask OnPageDoneAsync(PageOutcome page, CancellationToken cancellationToken)
    {
        var candidates = page.Fetch is FetchOutcome.Redirected redirect
            ? [page.Item.ForRedirect(redirect.Target)]
            : OutlinksOf(page);
        if (candidates.Count > 0)
        {
            await frontier.AdmitAsync(candidates, cancellationToken).ConfigureAwait(false);
        }
    }

    private List<FrontierItem> OutlinksOf(PageOutcome page)
    {
        var candidates = new List<FrontierItem>(page.Images.Count + (options.SeedsOnly ? 0 : page.Links.Count));
        if (!options.SeedsOnly)
        {
            foreach (var link in page.Links)
            {
                candidates.Add(page.Item.ForOutlink(link, ResourceKind.Page));
            }
        }

        if (options.IncludesImages)
        {
            foreach (var image in page.Images)
            {
                candidates.Add(page.Item.ForOutlink(image, ResourceKind.Image));
            }
        }

        return candidates;
    }
}
