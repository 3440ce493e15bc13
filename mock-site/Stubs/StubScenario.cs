namespace AsyncCrawler.MockSite.Stubs;

/// <summary>A stub's part in a sequence of answers.</summary>
/// <param name="Name">Stubs of one name share one state.</param>
/// <param name="RequiredState">The state in which the stub answers; null means any.</param>
/// <param name="NewState">The state after its answer; null leaves it as it was.</param>
internal sealed record StubScenario(string Name, string? RequiredState, string? NewState)
{
    /// <summary>The state of every scenario at the start.</summary>
    public const string Started = "Started";
}
