using System.Net;
using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>One look-up of a name, under way or done; everybody who needs the name shares it.</summary>
internal sealed class NameLookup
{
    private readonly Lazy<Task<IReadOnlyList<IPAddress>>> _answer;
    private long _expiresAt = long.MaxValue;

    /// <param name="resolveAsync">Begun by the first who asks for the <see cref="Answer"/>.</param>
    public NameLookup(Func<NameLookup, Task<IReadOnlyList<IPAddress>>> resolveAsync) => _answer = new(() => resolveAsync(this));

    /// <summary>The addresses; faults with a <see cref="SocketException"/> when there are none. Failures are kept like answers.</summary>
    public Task<IReadOnlyList<IPAddress>> Answer => _answer.Value;

    /// <summary>Until which timestamp the look-up is used again: for as long as it is under way, then as told.</summary>
    public long ExpiresAt
    {
        get => Volatile.Read(ref _expiresAt);
        set => Volatile.Write(ref _expiresAt, value);
    }
}
