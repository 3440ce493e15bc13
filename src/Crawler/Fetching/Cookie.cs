namespace AsyncCrawler.Fetching;

/// <summary>One cookie as it is kept (RFC 6265bis §5.7). Shows neither its name nor its value. Immutable.</summary>
internal sealed class Cookie
{
    /// <summary>The name; may be empty.</summary>
    public required string Name { get; init; }

    /// <summary>The value.</summary>
    public required string Value { get; init; }

    /// <summary>The host that set it, or a domain above.</summary>
    public required string Domain { get; init; }

    /// <summary>Whether it is for exactly that host.</summary>
    public required bool IsHostOnly { get; init; }

    /// <summary>The path below which it is sent.</summary>
    public required string Path { get; init; }

    /// <summary>Whether it is sent over TLS only.</summary>
    public required bool IsSecure { get; init; }

    /// <summary>What it may be sent along with.</summary>
    public required SameSiteMode SameSite { get; init; }

    /// <summary>When it is forgotten; for a cookie without an end of its own, when the crawl is over.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Rises with each cookie that is new in its jar; kept when the value changes.</summary>
    public required long Order { get; init; }

    /// <summary>Characters that it takes.</summary>
    public int Size => Name.Length + Value.Length + Domain.Length + Path.Length;

    /// <summary>Whether it goes to a host.</summary>
    public bool IsFor(string host) => IsHostOnly ? host == Domain : CookieDomain.Matches(host, Domain);
}
