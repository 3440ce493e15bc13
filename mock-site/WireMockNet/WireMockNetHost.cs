using AsyncCrawler.MockSite.Cli;
using AsyncCrawler.MockSite.Stubs;
using WireMock;
using WireMock.Matchers.Request;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace AsyncCrawler.MockSite.WireMockNet;

/// <summary>
/// Serves the same stubs on WireMock.Net. Compiled only with <c>-p:UseWireMockNet=true</c>. What WireMock.Net cannot express is
/// left out by name rather than answered differently.
/// </summary>
internal static class WireMockNetHost
{
    /// <summary>Starts WireMock.Net on the loopback interface with the stubs of <see cref="MockSiteOptions.Mappings"/>.</summary>
    /// <exception cref="ArgumentException">No folder of stubs was given, or a folder to serve was.</exception>
    public static async Task<RunningEngine> StartAsync(MockSiteOptions options, TextWriter errors)
    {
        if (options.Mappings is not { } folder || options.Root is not null)
        {
            throw new ArgumentException("WireMock.Net serves stubs only: give --mappings, and no --root.");
        }

        var stubs = StubOrder.Of(StubFolder.Load(folder));
        var server = WireMockServer.Start(new WireMockServerSettings { Urls = [$"http://127.0.0.1:{options.Port}"] });
        for (var rank = 0; rank < stubs.Count; rank++)
        {
            if (ObstacleIn(stubs[rank]) is { } obstacle)
            {
                await errors.WriteLineAsync($"mock-site: left out {stubs[rank].Name ?? "a stub without name"}: WireMock.Net has no {obstacle}");
                continue;
            }

            Add(server, stubs[rank], rank);
        }

        return new RunningEngine(new Uri(server.Urls[0]), new Stopping(server));
    }

    private static string? ObstacleIn(StubMapping stub) => stub.Response switch
    {
        _ when stub.Scenario is { RequiredState: null } => "scenario step for any state",
        { Fault: not null } => "faults that break the connection",
        { StatusMessage: not null } => "reason phrases",
        { Dribble: not null } => "dribble in pieces of equal size",
        var response when response.Headers.Any(header => header.Name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)) => "Content-Length of a stub's own",
        _ => null,
    };

    private static void Add(WireMockServer server, StubMapping stub, int rank)
    {
        // Our order is total, so that WireMock.Net's own rule for equal priorities never decides.
        var provider = server.Given(Request.Create().Add(new StubRequestMatcher(stub.Request))).AtPriority(rank + 1);
        if (stub.Scenario is { RequiredState: { } state } scenario)
        {
            // Without a next state WireMock.Net would forget where it is.
            provider = provider.InScenario(scenario.Name).WhenStateIs(state).WillSetStateTo(scenario.NewState ?? state);
        }

        provider.RespondWith(ResponseOf(stub.Response));
        if (stub.Scenario is not null)
        {
            // Its first state has no name in WireMock.Net unless it is given one.
            server.SetScenarioState(stub.Scenario.Name, StubScenario.Started);
        }
    }

    private static IResponseBuilder ResponseOf(StubResponse stub)
    {
        var response = Response.Create().WithStatusCode(stub.Status).WithBody(stub.Body.ToArray());
        if (stub.Delay > TimeSpan.Zero)
        {
            response = response.WithDelay(stub.Delay);
        }

        foreach (var field in stub.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            response = response.WithHeader(field.Key, [.. field.Select(header => header.Value)]);
        }

        return response;
    }

    /// <summary>Our own patterns decide, so that both hosts agree on what a match is.</summary>
    private sealed class StubRequestMatcher(StubRequest stub) : IRequestMatcher
    {
        public RequestMatcherType Type => RequestMatcherType.Composite;

        public double GetMatchingScore(IRequestMessage requestMessage, IRequestMatchResult requestMatchResult)
        {
            // WireMock.Net tells the path decoded: escaped again, it is what a client sends that escapes no more than it must.
            var target = RequestTarget.Parse(new Uri(requestMessage.AbsoluteUrl).AbsolutePath + requestMessage.RawQuery);
            var matches = stub.Matches(requestMessage.Method, target, name => ValuesOf(requestMessage, name));
            return requestMatchResult.AddScore(GetType(), matches ? 1 : 0, exception: null);
        }

        private static string?[] ValuesOf(IRequestMessage message, string name) =>
            message.Headers?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.ToArray() ?? [];
    }

    private sealed class Stopping(WireMockServer server) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            server.Stop();
            server.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
