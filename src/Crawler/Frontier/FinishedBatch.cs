namespace AsyncCrawler.Frontier;

/// <summary>What becomes true at once, or not at all: see <see cref="IFrontierStore.CommitAsync"/>.</summary>
public sealed record FinishedBatch
{
    private static readonly Dictionary<string, string> NoNotes = [];

    /// <summary>The leases of the items to close.</summary>
    public IReadOnlyList<FrontierLease> Completed { get; init; } = [];

    /// <summary>Items to add, if their URLs are new; the first of equal URLs counts.</summary>
    public IReadOnlyList<FrontierItem> NewItems { get; init; } = [];

    /// <summary>What a later run must find beside the items, by name: counts, and how far the outputs were written. Replaces notes of the same name.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = NoNotes;
}
