namespace AsyncCrawler.Urls;

/// <summary>The unit of politeness and of robots.txt: scheme, host and port (RFC 9309 §2.3). Equal by its text.</summary>
public sealed record HostKey
{
    // Of the hosts seen last. The URLs of a host mostly have one key between them then, and not three texts each.
    private static readonly HostKey?[] Recent = new HostKey?[1_024];

    private readonly int _hash;

    private HostKey(string scheme, string host, int port)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Text = $"{scheme}://{host}:{port}";
        _hash = string.GetHashCode(Text, StringComparison.Ordinal);
    }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host in its serialised form: lower case, ASCII; IPv6 in brackets.</summary>
    public string Host { get; }

    /// <summary>The port that is dialled; the default one of the scheme where the URL names none.</summary>
    public int Port { get; }

    /// <summary>Scheme, host and port in one text, the port always written.</summary>
    public string Text { get; }

    /// <summary>The key of a host.</summary>
    internal static HostKey Of(string scheme, ReadOnlySpan<char> host, int port)
    {
        ref var place = ref Recent[(string.GetHashCode(host) + port) & (Recent.Length - 1)];
        var key = Volatile.Read(ref place);
        if (key is null || key.Port != port || key.Scheme != scheme || !host.SequenceEqual(key.Host))
        {
            key = new HostKey(scheme, host.ToString(), port);
            Volatile.Write(ref place, key);
        }

        return key;
    }

    /// <summary>Equality by <see cref="Text"/>.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>True when both name the same place.</returns>
    public bool Equals(HostKey? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>The <see cref="Text"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
