namespace AsyncCrawler.MockSite.Stubs;

/// <summary>An answer, or a fault instead of one.</summary>
internal sealed record StubResponse
{
    /// <summary>200 to 599. Default 200.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The reason phrase; null means the usual one of the status.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Header fields in order; a name may repeat.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>The body, read when the mapping was loaded.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Time before the answer or fault begins. Default zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Sends the body in pieces; null sends it whole.</summary>
    public StubDribble? Dribble { get; init; }

    /// <summary>Breaks the connection instead of answering; null answers. Status, headers and body are then unused.</summary>
    public StubFault? Fault { get; init; }
}
