namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Where each scenario stands. Thread-safe.</summary>
internal sealed class ScenarioStates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _states = new(StringComparer.Ordinal);

    /// <summary>Takes the step if the scenario is in the required state; of two racing callers of one step one hears false.</summary>
    public bool TryStep(StubScenario scenario)
    {
        lock (_gate)
        {
            var state = _states.GetValueOrDefault(scenario.Name, StubScenario.Started);
            if (scenario.RequiredState is { } required && required != state)
            {
                return false;
            }

            _states[scenario.Name] = scenario.NewState ?? state;
            return true;
        }
    }
}
