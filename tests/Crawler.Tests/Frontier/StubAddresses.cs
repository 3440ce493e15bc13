using System.Net;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Tests.Frontier;

/// <summary>Addresses as a test puts them in. A host that is not in has none.</summary>
internal sealed class StubAddresses : IHostAddresses
{
    private readonly Dictionary<string, Task<IPAddress?>> _answers = [];

    public string this[string host]
    {
        set => _answers[host] = Task.FromResult<IPAddress?>(IPAddress.Parse(value));
    }

    /// <summary>The host's address is only known when the returned source is set.</summary>
    public TaskCompletionSource<IPAddress?> Defer(string host)
    {
        var source = new TaskCompletionSource<IPAddress?>();
        _answers[host] = source.Task;
        return source;
    }

    public async ValueTask<IPAddress?> FindAsync(string host, CancellationToken cancellationToken) =>
        _answers.TryGetValue(host, out var answer) ? await answer : null;
}
