namespace AsyncCrawler.MockSite.Stubs;

/// <summary>One rule: which requests, in which state, are answered how.</summary>
internal sealed record StubMapping
{
    /// <summary>WireMock's default priority.</summary>
    public const int DefaultPriority = 5;

    /// <summary>What the file calls it; null when it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>Lower is asked first.</summary>
    public int Priority { get; init; } = DefaultPriority;

    /// <summary>Which requests.</summary>
    public required StubRequest Request { get; init; }

    /// <summary>Answered how.</summary>
    public required StubResponse Response { get; init; }

    /// <summary>Its part in a sequence; null when it always answers alike.</summary>
    public StubScenario? Scenario { get; init; }
}
