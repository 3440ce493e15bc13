using Microsoft.AspNetCore.Http;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Answers with the first stub in <see cref="StubOrder"/> that matches and whose scenario is in the right state.</summary>
internal sealed class StubPart(IReadOnlyList<StubMapping> mappings, TimeProvider time) : ISitePart
{
    private readonly IReadOnlyList<StubMapping> _ordered = StubOrder.Of(mappings);
    private readonly ScenarioStates _scenarios = new();
    private readonly StubResponder _responder = new(time);

    public async ValueTask<bool> TryAnswerAsync(HttpContext context)
    {
        if (Find(context) is not { } mapping)
        {
            return false;
        }

        await _responder.SendAsync(context, mapping.Response);
        return true;
    }

    private StubMapping? Find(HttpContext context)
    {
        var target = RequestTarget.Of(context);
        foreach (var mapping in _ordered)
        {
            if (mapping.Request.Matches(context, target) && (mapping.Scenario is null || _scenarios.TryStep(mapping.Scenario)))
            {
                return mapping;
            }
        }

        return null;
    }
}
