namespace AsyncCrawler.Hosting;

/// <summary>A budget that ends traps.</summary>
/// <param name="Name">Its configuration name.</param>
/// <param name="Limit">How much there is; null when the budget is off.</param>
/// <param name="Used">How much of it is used; null when that was not counted.</param>
/// <param name="IsSpent">True when the URL is refused for it.</param>
public sealed record ExplainedBudget(string Name, long? Limit, long? Used, bool IsSpent);
