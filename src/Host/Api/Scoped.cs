namespace AsyncCrawler.Host.Api;

/// <summary>What an endpoint demands of a token. An endpoint without it is open to everybody.</summary>
/// <param name="Scope">The least scope.</param>
internal sealed record Scoped(TokenScope Scope)
{
    public static Scoped Read { get; } = new(TokenScope.Read);

    public static Scoped Control { get; } = new(TokenScope.Control);

    public static Scoped Admin { get; } = new(TokenScope.Admin);
}
