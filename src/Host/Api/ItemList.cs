namespace AsyncCrawler.Host.Api;

/// <summary>A list that is given as a whole: an object, so that it can get more keys.</summary>
/// <typeparam name="T">What is in it.</typeparam>
/// <param name="Items">The items.</param>
internal sealed record ItemList<T>(IReadOnlyList<T> Items);
