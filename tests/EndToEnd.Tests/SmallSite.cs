using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>A site of a few answers, which knows its entity tags, and notes in which order and when it was asked.</summary>
internal sealed class SmallSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, SmallAnswer> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(string Path, long Timestamp)> _requests = new();

    private readonly ConcurrentDictionary<string, int> _transfers = new(StringComparer.Ordinal);

    private SmallSite(WebApplication server) => _server = server;

    /// <summary>The requests in the order of their begin.</summary>
    public IReadOnlyList<(string Path, long Timestamp)> Requests => [.. _requests];

    public IEnumerable<string> Paths => Requests.Select(request => request.Path);

    /// <summary>How often the body of a path was sent, and not only that it is still the same.</summary>
    public int Transfers(string path) => _transfers.GetValueOrDefault(path);

    /// <summary>What is answered to a path. In texts <c>{site}</c> stands for scheme, host and port.</summary>
    public SmallAnswer this[string path]
    {
        set => _answers[path] = value;
    }

    public static async Task<SmallSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var site = new SmallSite(server);
        server.Run(site.AnswerAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public string At(string path) => _server.Urls.First() + path;

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue((context.Request.Path, TimeProvider.System.GetTimestamp()));
        var answer = _answers.GetValueOrDefault(context.Request.Path) ?? new SmallAnswer("", Status: 404);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value.Replace("{site}", At(""), StringComparison.Ordinal));
        }

        if (context.Response.Headers.ETag is [{ } etag] && context.Request.Headers.IfNoneMatch == etag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            context.Response.ContentType = null;
            return;
        }

        _transfers.AddOrUpdate(context.Request.Path, 1, static (_, count) => count + 1);
        await context.Response.Body.WriteAsync(answer.BytesFor(At("")), context.RequestAborted);
    }
}
