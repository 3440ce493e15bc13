using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Results;

/// <summary>Pages, images, failures and bytes of one seed or host, counted up. Not thread-safe.</summary>
internal sealed class TrafficTally
{
    /// <summary>Pages that went well.</summary>
    public long Pages { get; private set; }

    /// <summary>Images that went well.</summary>
    public long Images { get; private set; }

    /// <summary>URLs that ended in a failure.</summary>
    public long Failures { get; private set; }

    /// <summary>Bytes of the bodies.</summary>
    public long Bytes { get; private set; }

    /// <summary>Goes on from what an earlier run counted.</summary>
    public void Restore(long pages, long images, long failures, long bytes) => (Pages, Images, Failures, Bytes) = (pages, images, failures, bytes);

    /// <summary>Counts one URL.</summary>
    public void Add(PageOutcome page)
    {
        var status = page.Status;
        var isOk = TallyKeys.IsSuccess(status);
        Pages += isOk && page.Item.Kind is ResourceKind.Page ? 1 : 0;
        Images += isOk && page.Item.Kind is ResourceKind.Image ? 1 : 0;
        Failures += TallyKeys.IsFailure(status) ? 1 : 0;
        Bytes += page.Fetch is FetchOutcome.Received received ? received.Body.Bytes.Length : 0;
    }
}
