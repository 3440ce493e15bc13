namespace AsyncCrawler.Contracts;

/// <summary>How long the lists of a reply may be: what the hello and the request allowed.</summary>
/// <param name="MaxLinks">Most links: <see cref="DocumentLimits.MaxLinks"/>.</param>
/// <param name="MaxFields">Most fields: as many as there were rules.</param>
/// <param name="MaxFieldValues">Most values of one field: <see cref="DocumentLimits.MaxFieldValues"/>.</param>
public readonly record struct ReplyBounds(int MaxLinks, int MaxFields, int MaxFieldValues)
{
    /// <summary>No bounds but those of the frame.</summary>
    public static ReplyBounds None { get; } = new(int.MaxValue, int.MaxValue, int.MaxValue);
}
