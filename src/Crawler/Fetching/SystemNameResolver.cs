using System.Net;

namespace AsyncCrawler.Fetching;

/// <summary>The resolver of the operating system. It is given no token: cancelled or not, getaddrinfo keeps its thread until it returns.</summary>
internal sealed class SystemNameResolver : INameResolver
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host) => await Dns.GetHostAddressesAsync(host).ConfigureAwait(false);
}
