using System.Net;

namespace AsyncCrawler.Fetching;

/// <summary>Finds the addresses of a name.</summary>
public interface INameResolver
{
    /// <summary>Asks once, without a cache and without a time-out of its own. Thread-safe.</summary>
    /// <param name="host">A host name in ASCII form.</param>
    /// <returns>All addresses, in the order in which they are to be tried; may be empty.</returns>
    /// <exception cref="System.Net.Sockets.SocketException">The name does not exist, or the resolver failed.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host);
}
