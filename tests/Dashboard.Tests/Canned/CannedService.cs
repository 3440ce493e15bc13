using System.Collections.Concurrent;
using System.Text.Json;
using AsyncCrawler.Host.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Dashboard.Tests.Canned;

/// <summary>
/// The dashboard's own files in front of a service that answers what a test wants to see: every shape of the API, with the
/// given texts wherever a stranger's text can be. It knows one crawl.
/// </summary>
internal sealed class CannedService : IAsyncDisposable
{
    public const string Crawl = CannedAnswers.CrawlId;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly WebApplication _app;
    private readonly CannedAnswers _answers;
    private readonly ConcurrentQueue<(string Line, string Body)> _orders = new();
    private readonly ConcurrentQueue<string> _streams = new();
    private volatile TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string _state;
    private int _refused;

    private CannedService(WebApplication app, CannedAnswers answers, string state) => (_app, _answers, _state) = (app, answers, state);

    /// <summary>Where it is, with a slash at the end.</summary>
    public string Address => _app.Urls.Single() + "/";

    /// <summary>The token that it wants; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>Requests that were refused for their token.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>What it answers to an order of a crawl instead of taking it, as problem details; null takes it.</summary>
    public object? Faults { get; set; }

    /// <summary>What was asked of it that changes something: method, path and body.</summary>
    public IReadOnlyList<(string Line, string Body)> Orders => [.. _orders];

    /// <summary>The Last-Event-ID of each stream that was opened.</summary>
    public IReadOnlyList<string> Streams => [.. _streams];

    /// <summary>Finished pages that a stream tells of; its texts again and again.</summary>
    public int PageEvents { get; set; }

    /// <summary>Ends the event streams that are open.</summary>
    public void CutStreams()
    {
        var cut = _cut;
        _cut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cut.SetResult();
    }

    /// <summary>Starts it.</summary>
    /// <param name="state">The state of its crawl.</param>
    /// <param name="texts">The texts of strangers; an ordinary one where none is given.</param>
    /// <param name="skipped">Damaged lines in each list of records.</param>
    public static async Task<CannedService> StartAsync(string state = "running", IReadOnlyList<string>? texts = null, int skipped = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        texts ??= ["An ordinary text"];
        var service = new CannedService(app, new CannedAnswers(texts, skipped), state) { PageEvents = Math.Min(texts.Count, 12) };
        app.MapDashboard();
        app.Map("/api/v1/{**path}", service.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        // Event streams have no end of their own.
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!["/api/v1/".Length..];
        if (Token is not null && context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            Interlocked.Increment(ref _refused);
            await WriteAsync(context, 401, new { title = "Unauthorized", status = 401 });
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            await TakeAsync(context, path);
        }
        else if (path.EndsWith("/events", StringComparison.Ordinal))
        {
            await StreamAsync(context);
        }
        else if (path.Contains("/media/", StringComparison.Ordinal))
        {
            await TypedResults.Bytes(CannedAnswers.Image, "image/png").ExecuteAsync(context);
        }
        else if (path.EndsWith("/export", StringComparison.Ordinal))
        {
            await TypedResults.Text("{}\n", "application/x-ndjson").ExecuteAsync(context);
        }
        else
        {
            await (_answers.To(path, _state, context.Request.Query["cursor"]) is { } answer ? WriteAsync(context, 200, answer) : WriteAsync(context, 404, new { title = "Not Found", status = 404 }));
        }
    }

    private async Task TakeAsync(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body);
        _orders.Enqueue(($"{context.Request.Method} {path}", await reader.ReadToEndAsync(context.RequestAborted)));
        if (path == "crawls" && Faults is { } faults)
        {
            await WriteAsync(context, 400, faults);
            return;
        }

        if (HttpMethods.IsDelete(context.Request.Method))
        {
            context.Response.StatusCode = 204;
            return;
        }

        _state = path.Split('/')[^1] switch { "pause" => "paused", "resume" => "running", "cancel" => "cancelled", _ => _state };
        await WriteAsync(context, path == "crawls" ? 201 : 202, _answers.To($"crawls/{Crawl}", _state)!);
    }

    private async Task StreamAsync(HttpContext context)
    {
        var cut = _cut.Task;
        _streams.Enqueue(context.Request.Headers["Last-Event-ID"].ToString());
        context.Response.ContentType = "text/event-stream";
        foreach (var (index, (name, data)) in _answers.Events(_state, PageEvents).Index())
        {
            await context.Response.WriteAsync($"id: {index + 1}\nevent: {name}\ndata: {JsonSerializer.Serialize(data, Web)}\n\n", context.RequestAborted);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
        await cut.WaitAsync(context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, int status, object body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(body, body.GetType(), Web, status < 400 ? "application/json" : "application/problem+json", context.RequestAborted);
    }
}
