using System.CommandLine;
using System.Globalization;
using System.Net;
using AsyncCrawler.MockSite.Graph;

namespace AsyncCrawler.MockSite.Cli;

/// <summary>The command line: <c>mock-site</c> serves, <c>mock-site export</c> writes files.</summary>
internal sealed class MockSiteCommand(TextWriter output, TextWriter errors)
{
    private const int Done = 0;
    private const int BadInput = 2;

    private readonly Option<int> _port = new("--port") { Description = "TCP port on 127.0.0.1; 0 = any free one", DefaultValueFactory = _ => 8080 };
    private readonly Option<int> _pages = new("--pages") { Description = "pages of the generated graph; 0 = none", DefaultValueFactory = _ => 1000 };
    private readonly Option<int> _seed = new("--seed") { Description = "the number from which the graph is drawn", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _root = new("--root") { Description = "serve this folder instead of graph and shipped stubs" };
    private readonly Option<string?> _mappings = new("--mappings") { Description = "folder with mappings/ and __files/ in WireMock's format" };
    private readonly Option<string> _engine = new("--engine") { Description = "what serves: kestrel or wiremock.net (stubs only)", DefaultValueFactory = _ => RunningEngine.KestrelEngine };
    private readonly Option<string> _origin = new("--origin") { Description = "scheme, host and port of absolute links", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
    private readonly Argument<string> _folder = new("DIR") { Description = "a new or empty folder" };

    /// <summary>Runs until done or interrupted.</summary>
    /// <returns>0 when done, 2 for input that cannot be used.</returns>
    public async Task<int> RunAsync(string[] arguments)
    {
        var parsed = BuildCommand().Parse(arguments);
        if (parsed.Errors is [var first, ..])
        {
            return await RefuseAsync(first.Message);
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
    }

    private RootCommand BuildCommand()
    {
        Require(_port, 0, IPEndPoint.MaxPort);
        Require(_pages, 0, int.MaxValue);
        _engine.AcceptOnlyFromAmong(RunningEngine.KestrelEngine, RunningEngine.WireMockNetEngine);
        var export = new Command("export", "Writes the generated graph as files that any web server can serve.") { _folder, _pages, _seed, _origin };
        export.SetAction((parsed, stop) => GuardAsync(() => ExportAsync(parsed, stop)));
        var serve = new RootCommand("A synthetic web site for crawlers: a generated graph, misbehaving stubs, a folder.")
        {
            _port, _pages, _seed, _root, _mappings, _engine, export,
        };
        serve.SetAction((parsed, stop) => GuardAsync(() => ServeAsync(parsed, stop)));
        return serve;
    }

    private static void Require(Option<int> option, int least, int most) =>
        option.Validators.Add(given =>
        {
            // A value that is no number has its own error.
            if (given.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            {
                given.AddError($"{option.Name} must be from {least} to {most}, not {number}.");
            }
        });

    private async Task<int> GuardAsync(Func<Task> action)
    {
        try
        {
            await action();
            return Done;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
        {
            return await RefuseAsync(error.Message);
        }
    }

    private async Task<int> RefuseAsync(string reason)
    {
        var words = reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        await errors.WriteLineAsync($"mock-site: {string.Join(' ', words)}");
        return BadInput;
    }

    private async Task ServeAsync(ParseResult parsed, CancellationToken stop)
    {
        var root = parsed.GetValue(_root);
        var mappings = parsed.GetValue(_mappings);
        var options = new MockSiteOptions
        {
            Port = parsed.GetValue(_port),
            Pages = root is null ? parsed.GetValue(_pages) : 0,
            Seed = parsed.GetValue(_seed),
            Root = root,
            Mappings = mappings ?? (root is null ? MockSiteOptions.ShippedStubs : null),
        };
        await using var server = await RunningEngine.StartAsync(parsed.GetValue(_engine), options, errors, stop);
        await output.WriteLineAsync($"Serving {server.BaseAddress}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task ExportAsync(ParseResult parsed, CancellationToken stop)
    {
        var graph = new SiteGraph(parsed.GetValue(_pages), parsed.GetValue(_seed));
        return new SiteExport(graph, parsed.GetRequiredValue(_origin), errors).WriteAsync(parsed.GetRequiredValue(_folder), stop);
    }
}
