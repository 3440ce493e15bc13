namespace AsyncCrawler.Urls;

/// <summary>The unit of politeness and of robots.txt: scheme, host and port (RFC 9309 §2.3). Equal by its text.</summary>
public sealed record HostKey
{
    internal HostKey(string scheme, string host, int port)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Text = $"{scheme}://{host}:{port}";
    }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host in its serialised form: lower case, ASCII; IPv6 in brackets.</summary>
    public string Host { get; }

    /// <summary>The port that is dialled; the default one of the scheme where the URL names none.</summary>
    public int Port { get; }

    /// <summary>Scheme, host and port in one text, the port always written.</summary>
    public string Text { get; }

    /// <summary>Equality by <see cref="Text"/>.</summary>
    /// <param name="other">The other key.</param>
    /// <returns>True when both name the same place.</returns>
    public bool Equals(HostKey? other) => other is not null && string.Equals(Text, other.Text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);

    /// <summary>The <see cref="Text"/>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text;
}
