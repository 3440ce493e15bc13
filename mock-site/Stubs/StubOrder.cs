namespace AsyncCrawler.MockSite.Stubs;

/// <summary>The order in which stubs are asked.</summary>
internal static class StubOrder
{
    /// <summary>Lower priority number first; of equal ones the one that was loaded last, as in WireMock.</summary>
    public static IReadOnlyList<StubMapping> Of(IReadOnlyList<StubMapping> loaded) =>
        [.. loaded.Reverse().OrderBy(mapping => mapping.Priority)];
}
