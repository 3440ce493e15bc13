using AsyncCrawler.MockSite.Cli;
using AsyncCrawler.MockSite.Stubs;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace AsyncCrawler.MockSite.WireMockNet;

/// <summary>
/// Serves the same stubs on WireMock.Net 1.6.10. Compiled only with <c>-p:UseWireMockNet=true</c>; the project's own checks
/// neither compile nor run it. What WireMock.Net cannot express is left out by name rather than answered differently.
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

    private static string? ObstacleIn(StubMapping stub) => stub switch
    {
        { Response.StatusMessage: not null } => "reason phrases",
        { Response.Dribble: not null } => "dribble in pieces of equal size",
        { Response.Fault: StubFault.RandomDataThenClose or StubFault.ConnectionResetByPeer } => "such fault",
        { Scenario: { RequiredState: null } } => "scenario step for any state",
        { Scenario.NewState: StubScenario.Started } => "way back to the first state",
        _ => null,
    };

    private static void Add(WireMockServer server, StubMapping stub, int rank)
    {
        // Our order is total, so that WireMock.Net's own rule for equal priorities never decides.
        var provider = server.Given(RequestOf(stub.Request)).AtPriority(rank + 1);
        if (stub.Scenario is { } scenario)
        {
            provider = provider.InScenario(scenario.Name);
            // The first state has no name in WireMock.Net.
            provider = scenario.RequiredState is null or StubScenario.Started ? provider : provider.WhenStateIs(scenario.RequiredState);
            provider = scenario.NewState is null ? provider : provider.WillSetStateTo(scenario.NewState);
        }

        provider.RespondWith(ResponseOf(stub.Response));
    }

    private static IRequestBuilder RequestOf(StubRequest stub)
    {
        // Our own patterns decide, so that both hosts agree on what a match is.
        var request = stub.Method is { } method ? Request.Create().UsingMethod(method) : Request.Create().UsingAnyMethod();
        if (stub.Url is { } url)
        {
            request = request.WithUrl(text => url.Matches(RequestTarget.Parse(text)));
        }

        foreach (var (name, pattern) in stub.Headers)
        {
            request = request.WithHeader(headers => pattern.Matches(
                headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? []));
        }

        foreach (var (name, pattern) in stub.QueryParameters)
        {
            request = request.WithParam(parameters => pattern.Matches(
                parameters.TryGetValue(name, out var values) ? [.. values] : []));
        }

        return request;
    }

    private static IResponseBuilder ResponseOf(StubResponse stub)
    {
        var response = Response.Create().WithStatusCode(stub.Status).WithDelay(stub.Delay).WithBody(stub.Body.ToArray());
        foreach (var field in stub.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase))
        {
            response = response.WithHeader(field.Key, [.. field.Select(header => header.Value)]);
        }

        return stub.Fault switch
        {
            StubFault.EmptyResponse => response.WithFault(FaultType.EMPTY_RESPONSE),
            StubFault.MalformedResponseChunk => response.WithFault(FaultType.MALFORMED_RESPONSE_CHUNK),
            _ => response,
        };
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
