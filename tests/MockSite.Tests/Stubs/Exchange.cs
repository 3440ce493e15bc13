namespace AsyncCrawler.MockSite.Tests.Stubs;

/// <summary>A request, and the name of the stub that must answer it.</summary>
/// <param name="Stub">Null when no stub may answer.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Method">The method.</param>
internal sealed record Exchange(string? Stub, string Target, string Method = "GET")
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public override string ToString() =>
        $"{Method} {Target} {string.Join(", ", Headers.Select(header => $"{header.Name}: {header.Value}"))} by {Stub ?? "no stub"}";
}
