using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Politeness;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>
/// Names to addresses, with a time-out, a cache of answers and failures, and limits to the look-ups in flight: the platform
/// has none of the three, and a slow look-up there takes a thread of the pool. One limit is for each registrable domain, so that
/// an owner of many names whose servers never answer does not take all of them. Thread-safe.
/// </summary>
internal sealed class HostResolver(INameResolver resolver, FetchOptions options, TimeProvider time) : IDisposable
{
    private const int CacheCapacity = 20_000;
    private const int MaxNameLength = 253; // RFC 1035 §2.3.4, in its textual form

    // Shorter than the life of an answer: who has just registered a name, or repaired a server, tries again.
    private static readonly TimeSpan FailureLifetime = TimeSpan.FromSeconds(15);

    private readonly LruMap<string, NameLookup> _lookups = new(CacheCapacity);
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentLookups);
    private readonly LruMap<string, SemaphoreSlim> _slotsByDomain = new(CacheCapacity);

    /// <summary>The addresses of a name, at least one.</summary>
    /// <exception cref="FetchFaultException">There are none (DnsNotFound), or they could not be had now (DnsFailed).</exception>
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (host.TrimEnd('.').Length is 0 or > MaxNameLength)
        {
            throw new FetchFaultException(FetchFailureReason.DnsNotFound, $"A name of {host.Length} characters cannot exist.");
        }

        var now = time.GetTimestamp();
        var lookup = _lookups.GetOrReplace(host, found => found.ExpiresAt > now, name => new NameLookup(self => LookUpAsync(self, name)));
        try
        {
            return await lookup.Answer.WaitAsync(options.DnsTimeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new FetchFaultException(FetchFailureReason.DnsFailed, $"No answer for {host} within {options.DnsTimeout.TotalSeconds} s.");
        }
        catch (SocketException error)
        {
            var isFinal = error.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData;
            throw new FetchFaultException(isFinal ? FetchFailureReason.DnsNotFound : FetchFailureReason.DnsFailed, $"{host}: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<IReadOnlyList<IPAddress>> LookUpAsync(NameLookup lookup, string host)
    {
        var lifetime = FailureLifetime;
        try
        {
            var addresses = await AskAsync(host).ConfigureAwait(false);
            lifetime = options.DnsCacheLifetime;
            return addresses;
        }
        finally
        {
            lookup.ExpiresAt = time.After(lifetime);
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AskAsync(string host)
    {
        // The slots are kept until the resolver returns, not until somebody stops waiting: they stand for a thread.
        var ofDomain = _slotsByDomain.GetOrReplace(DomainOf(host), static _ => true, _ => new SemaphoreSlim(options.MaxConcurrentLookupsPerDomain));
        await EnterAsync(ofDomain).ConfigureAwait(false);
        try
        {
            await EnterAsync(_slots).ConfigureAwait(false);
            try
            {
                return await resolver.ResolveAsync(host).ConfigureAwait(false) is { Count: > 0 } addresses ? addresses : throw new SocketException((int)SocketError.NoData);
            }
            catch (ArgumentException error)
            {
                // What the platform says of a name it will not even ask for, such as one with a label of 64 characters.
                throw new SocketException((int)SocketError.HostNotFound, error.Message);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            ofDomain.Release();
        }
    }

    // Nobody waits for an answer longer than this; without an end, names that are never answered would queue up for ever.
    private async ValueTask EnterAsync(SemaphoreSlim slots)
    {
        if (slots.Wait(0))
        {
            return;
        }

        using var patience = new CancellationTokenSource(options.DnsTimeout, time);
        try
        {
            await slots.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }

        // A slot that came free in the same moment is of use to somebody else only.
        if (patience.IsCancellationRequested)
        {
            slots.Release();
            throw new SocketException((int)SocketError.TryAgain);
        }
    }

    private static string DomainOf(string host) => PublicSuffixList.Instance.RegistrableDomainOf(host.TrimEnd('.')) ?? host;
}
