using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Results;

/// <summary>Where a page sends its reader after a time (HTML §4.2.5.3): the Refresh field of the response, or else the page's own <c>meta</c>.</summary>
/// <param name="Target">Where to.</param>
/// <param name="IsImmediate">True when nobody would see the page before: in effect it is a redirect.</param>
public sealed record PageRefresh(CrawlUrl Target, bool IsImmediate)
{
    internal static PageRefresh? Of(FetchOutcome fetch, ParseReply.Parsed? reply)
    {
        var field = fetch switch
        {
            FetchOutcome.Received { IsSuccess: true } received => received.Refresh,
            FetchOutcome.Unchanged unchanged => unchanged.Stored.Refresh,
            _ => null,
        };
        if (RefreshField.TryParse(field, fetch.Lease.Item.Url, out var target, out var isImmediate))
        {
            return new PageRefresh(target, isImmediate);
        }

        return reply is null ? null : Of(EncodedLinks.Of(reply.Links));
    }

    private static PageRefresh? Of(EncodedLinks links)
    {
        if (!links.MayHave(LinkSource.MetaRefresh) && !links.MayHave(LinkSource.ImmediateRefresh))
        {
            return null;
        }

        foreach (var link in links.AsBytes())
        {
            if (link.Source is LinkSource.MetaRefresh or LinkSource.ImmediateRefresh && CrawlUrl.TryParse(Encoding.UTF8.GetString(link.Url), out var named))
            {
                return new PageRefresh(named, link.Source == LinkSource.ImmediateRefresh);
            }
        }

        return null;
    }
}
