namespace AsyncCrawler.Parsing;

/// <summary>What makes two documents equally dangerous: the same bytes, of which the same is wanted.</summary>
/// <param name="Hash">The <see cref="ContentHash"/> of the bytes.</param>
/// <param name="Length">How many they are: known without reading them, and different for most contents.</param>
/// <param name="NeedsTree">True when more is wanted than links and directives; what a tree dies of, tokens may survive.</param>
internal readonly record struct ContentKey(UInt128 Hash, int Length, bool NeedsTree);
