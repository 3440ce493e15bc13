using System.Net;
using AsyncCrawler.MockSite.Folder;
using AsyncCrawler.MockSite.Graph;
using AsyncCrawler.MockSite.Stubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncCrawler.MockSite;

/// <summary>
/// A web site on the loopback interface, made of parts that are asked in order: stubs, folder, generated graph, else 404.
/// Its members are thread-safe. Disposing stops it and breaks requests that are still being answered.
/// </summary>
public sealed class MockSiteServer : IAsyncDisposable
{
    private static readonly CancellationToken AtOnce = new(canceled: true);

    private readonly WebApplication _app;
    private readonly RequestLog _log;
    private readonly IReadOnlyList<ISitePart> _parts;

    private MockSiteServer(WebApplication app, RequestLog log, IReadOnlyList<ISitePart> parts, SiteGraph? graph)
    {
        _app = app;
        _log = log;
        _parts = parts;
        Graph = graph;
    }

    /// <summary>Scheme, host and the actual port, ending in a slash.</summary>
    public Uri BaseAddress => new(_app.Urls.Single());

    /// <summary>The generated part of the site, which knows its own oracle; null when no pages were asked for.</summary>
    public SiteGraph? Graph { get; }

    /// <summary>Requests received since the start.</summary>
    public long TotalRequests => _log.Total;

    /// <summary>
    /// A snapshot of requests per target (path and query as sent); empty unless <see cref="MockSiteOptions.RecordRequests"/>.
    /// </summary>
    public IReadOnlyDictionary<string, int> Requests => _log.Snapshot();

    /// <summary>Reads what is to be served and starts listening.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Port or pages are out of range.</exception>
    /// <exception cref="InvalidDataException">A mapping file or a variants.json is not understood; the message says where.</exception>
    /// <exception cref="IOException">The port is taken, or a folder is missing.</exception>
    public static async Task<MockSiteServer> StartAsync(MockSiteOptions options, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort);

        var graph = options.Pages == 0 ? null : new SiteGraph(options.Pages, options.Seed);
        List<ISitePart> parts = [.. PartsOf(options, graph)];
        var app = BuildApp(options.Port);
        var server = new MockSiteServer(app, new RequestLog(options.RecordRequests), parts, graph);
        app.Run(server.AnswerAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // A mock site owes nobody a graceful end: delayed stubs would hold it up.
        await _app.StopAsync(AtOnce);
        await _app.DisposeAsync();
    }

    private static IEnumerable<ISitePart> PartsOf(MockSiteOptions options, SiteGraph? graph)
    {
        if (options.Mappings is { } mappings)
        {
            yield return new StubPart(StubFolder.Load(mappings), options.TimeProvider);
        }

        if (options.Root is { } root)
        {
            yield return StaticFolder.Open(root);
        }

        if (graph is not null)
        {
            yield return new GraphPart(graph, options.PageType);
        }
    }

    private static WebApplication BuildApp(int port)
    {
        // An empty builder: an appsettings.json that happens to lie in the current folder is somebody else's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Faults write to the connection itself, which only HTTP/1.1 can express.
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        _log.Add(RequestTarget.Of(context).PathAndQuery);
        foreach (var part in _parts)
        {
            if (await part.TryAnswerAsync(context))
            {
                return;
            }
        }

        await TypedResults.Text("Not found\n", statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
    }
}
