using AsyncCrawler.MockSite.Stubs;

namespace AsyncCrawler.MockSite.Tests.Stubs;

public sealed class ScenarioStatesTests
{
    [Fact]
    public void TryStep_FromTheStart_FollowsTheStates()
    {
        var states = new ScenarioStates();
        var first = new StubScenario("s", StubScenario.Started, "two");
        var second = new StubScenario("s", "two", null);

        Assert.False(states.TryStep(second));
        Assert.True(states.TryStep(first));
        Assert.False(states.TryStep(first));
        Assert.True(states.TryStep(second));
        Assert.True(states.TryStep(second));
        Assert.True(states.TryStep(first with { Name = "other" }));
    }

    [Fact]
    public void TryStep_ForAnyState_AlwaysSucceedsAndMoves()
    {
        var states = new ScenarioStates();

        Assert.True(states.TryStep(new StubScenario("s", null, "moved")));
        Assert.True(states.TryStep(new StubScenario("s", null, null)));
        Assert.True(states.TryStep(new StubScenario("s", "moved", null)));
    }

    [Fact]
    public void TryStep_ByManyAtOnce_LetsExactlyOnePass()
    {
        var states = new ScenarioStates();
        var passed = 0;

        Parallel.For(0, 1000, _ =>
        {
            if (states.TryStep(new StubScenario("s", StubScenario.Started, "done")))
            {
                Interlocked.Increment(ref passed);
            }
        });

        Assert.Equal(1, passed);
    }
}
