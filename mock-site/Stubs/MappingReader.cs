namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Reads one mapping.</summary>
internal sealed class MappingReader(BodyFiles bodies)
{
    private readonly ResponseReader _responses = new(bodies);

    /// <summary>Reads an object with <c>request</c> and <c>response</c>.</summary>
    public StubMapping Read(MappingNode mapping)
    {
        // id, uuid, persistent and metadata do not change what is answered.
        mapping.AllowOnly(
            "id", "uuid", "name", "persistent", "metadata", "priority", "request", "response",
            "scenarioName", "requiredScenarioState", "newScenarioState");
        return new StubMapping
        {
            Name = mapping.Find("name")?.AsText(),
            Priority = mapping.Find("priority")?.AsInteger(1, int.MaxValue) ?? StubMapping.DefaultPriority,
            Request = RequestReader.Read(mapping.Find("request") ?? throw mapping.Error("an object with a request")),
            Response = _responses.Read(mapping.Find("response") ?? throw mapping.Error("an object with a response")),
            Scenario = ReadScenario(mapping),
        };
    }

    private static StubScenario? ReadScenario(MappingNode mapping)
    {
        var required = mapping.Find("requiredScenarioState");
        var next = mapping.Find("newScenarioState");
        if (mapping.Find("scenarioName") is { } name)
        {
            return new StubScenario(name.AsText(), required?.AsText(), next?.AsText());
        }

        return (required ?? next) is { } orphan ? throw orphan.Error("accompanied by a scenarioName") : null;
    }
}
