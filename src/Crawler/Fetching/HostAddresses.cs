using System.Net;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Fetching;

/// <summary>Looks hosts up as the dialler will, and so ahead of it: its look-up is answered from the cache. Thread-safe.</summary>
internal sealed class HostAddresses(HostResolver resolver) : IHostAddresses
{
    /// <inheritdoc/>
    public async ValueTask<IPAddress?> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return literal;
        }

        try
        {
            return (await resolver.ResolveAsync(host, cancellationToken).ConfigureAwait(false))[0];
        }
        catch (FetchFaultException)
        {
            return null;
        }
    }
}
