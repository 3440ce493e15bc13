using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

/// <summary>A resolver that answers what the test says. Names that it was not told of do not exist.</summary>
internal sealed class StubNames : INameResolver
{
    private readonly ConcurrentDictionary<string, Func<Task<IReadOnlyList<IPAddress>>>> _answers = new();
    private int _lookups;

    public int LookupCount => Volatile.Read(ref _lookups);

    public Func<Task<IReadOnlyList<IPAddress>>> this[string host]
    {
        set => _answers[host] = value;
    }

    public void Add(string host, params string[] addresses) => this[host] = () => Answer(addresses);

    public static Task<IReadOnlyList<IPAddress>> Answer(params string[] addresses) =>
        Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Select(IPAddress.Parse)]);

    public static Task<IReadOnlyList<IPAddress>> Fail(SocketError error) =>
        Task.FromException<IReadOnlyList<IPAddress>>(new SocketException((int)error));

    public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host)
    {
        Interlocked.Increment(ref _lookups);
        return _answers.TryGetValue(host, out var answer) ? answer() : Fail(SocketError.HostNotFound);
    }
}
