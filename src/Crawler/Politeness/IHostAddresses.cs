using System.Net;

namespace AsyncCrawler.Politeness;

/// <summary>Knows where hosts are reached.</summary>
internal interface IHostAddresses
{
    /// <summary>The address that is dialled first for a host. Often known at once.</summary>
    /// <param name="host">A name, or an address in text form; IPv6 in brackets.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null when it cannot be had; then the fetch will tell why.</returns>
    ValueTask<IPAddress?> FindAsync(string host, CancellationToken cancellationToken);
}
