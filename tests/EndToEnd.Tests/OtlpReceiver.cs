using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>A collector on loopback: takes OTLP over gRPC and keeps the names that it was sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int GrpcPrefix = 5;

    private readonly WebApplication _application;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    public ConcurrentDictionary<string, bool> Metrics { get; } = new();

    public ConcurrentDictionary<string, bool> Spans { get; } = new();

    public ConcurrentDictionary<string, bool> Services { get; } = new();

    public string Address => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.First() ?? "";

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._application.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        ReadOnlyMemory<byte> message = body.ToArray().AsMemory(GrpcPrefix);

        // Export…Request { Resource…s = 1 { resource = 1 { attributes = 1 { key = 1, value = 2 { string = 1 } } }, scopes = 2 { items = 2 { name = 1, or of a span 5 } } } }
        var isTrace = context.Request.Path.StartsWithSegments("/opentelemetry.proto.collector.trace.v1.TraceService");
        Keep(isTrace ? Spans : Metrics, message, [1, 2, 2, isTrace ? 5 : 1]);
        Keep(Services, message, [1, 1, 1, 2, 1]);

        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private static void Keep(ConcurrentDictionary<string, bool> names, ReadOnlyMemory<byte> message, ReadOnlySpan<int> path)
    {
        foreach (var text in TextsAt(message, path.ToArray()))
        {
            names[text] = true;
        }
    }

    private static IEnumerable<string> TextsAt(ReadOnlyMemory<byte> message, int[] path) => path is []
        ? [Encoding.UTF8.GetString(message.Span)]
        : FieldsOf(message).Where(field => field.Number == path[0]).SelectMany(field => TextsAt(field.Value, path[1..]));

    /// <summary>The fields of a protobuf message that have a length: texts and messages.</summary>
    private static List<(int Number, ReadOnlyMemory<byte> Value)> FieldsOf(ReadOnlyMemory<byte> message)
    {
        List<(int, ReadOnlyMemory<byte>)> fields = [];
        for (var rest = message; !rest.IsEmpty;)
        {
            var tag = ReadVarint(ref rest);
            switch (tag & 7)
            {
                case 0:
                    ReadVarint(ref rest);
                    break;
                case 1:
                    rest = rest[sizeof(long)..];
                    break;
                case 2:
                    var length = (int)ReadVarint(ref rest);
                    fields.Add(((int)(tag >> 3), rest[..length]));
                    rest = rest[length..];
                    break;
                case 5:
                    rest = rest[sizeof(int)..];
                    break;
                default:
                    throw new InvalidDataException($"This is no protobuf: tag {tag}.");
            }
        }

        return fields;
    }

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        var (value, shift, read) = (0UL, 0, 0);
        while (true)
        {
            var next = bytes.Span[read++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                bytes = bytes[read..];
                return value;
            }

            shift += 7;
        }
    }
}
