using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Reads the <c>response</c> of a mapping.</summary>
internal sealed class ResponseReader(BodyFiles bodies)
{
    // A day: long enough for any test, short enough for every timer.
    private const int LongestDelay = 24 * 60 * 60 * 1000;

    private static readonly string[] BodyKinds = ["body", "jsonBody", "base64Body", "bodyFileName"];

    private static readonly JsonWriterOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads an answer; bodies in files are read at once.</summary>
    public StubResponse Read(MappingNode response)
    {
        response.AllowOnly(
            "status", "statusMessage", "headers", "body", "jsonBody", "base64Body", "bodyFileName",
            "fixedDelayMilliseconds", "chunkedDribbleDelay", "fault");
        var read = new StubResponse
        {
            Status = response.Find("status")?.AsInteger(200, 599) ?? 200,
            StatusMessage = response.Find("statusMessage") is { } reason ? FieldText(reason) : null,
            Headers = [.. ReadHeaders(response.Find("headers"))],
            Body = ReadBody(response),
            Delay = ReadDelay(response.Find("fixedDelayMilliseconds")),
            Dribble = response.Find("chunkedDribbleDelay") is { } dribble ? ReadDribble(dribble) : null,
            Fault = response.Find("fault") is { } fault ? ReadFault(fault) : null,
        };
        Check(read, response);
        return read;
    }

    private static IEnumerable<(string Name, string Value)> ReadHeaders(MappingNode? headers)
    {
        foreach (var (name, node) in headers?.Members() ?? [])
        {
            foreach (var value in node.Value.ValueKind == JsonValueKind.Array ? node.Items() : [node])
            {
                yield return (name, FieldText(value));
            }
        }
    }

    // RFC 9110 §5.5: visible ASCII, spaces and tabs. Kestrel would refuse others when it is too late to say why.
    private static string FieldText(MappingNode node) =>
        node.AsText() is { } text && text.All(c => c is '\t' or (>= ' ' and <= '~')) ? text : throw node.Error("visible ASCII");

    private byte[] ReadBody(MappingNode response)
    {
        var given = BodyKinds.Where(kind => response.Find(kind) is not null).ToList();
        if (given.Count > 1)
        {
            throw response.Error($"an object with only one of {string.Join(", ", BodyKinds)}");
        }

        if (given is not [var kind] || response.Find(kind) is not { } body)
        {
            return [];
        }

        return kind switch
        {
            "body" => Encoding.UTF8.GetBytes(body.AsText()),
            "jsonBody" => WriteJson(body.Value),
            "base64Body" => body.Value.ValueKind == JsonValueKind.String && body.Value.TryGetBytesFromBase64(out var bytes)
                ? bytes
                : throw body.Error("a string in base64"),
            _ => bodies.Read(body),
        };
    }

    private static byte[] WriteJson(JsonElement value)
    {
        var written = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(written, Unescaped))
        {
            value.WriteTo(writer);
        }

        return written.WrittenSpan.ToArray();
    }

    private static TimeSpan ReadDelay(MappingNode? milliseconds) =>
        TimeSpan.FromMilliseconds(milliseconds?.AsInteger(0, LongestDelay) ?? 0);

    private static StubDribble ReadDribble(MappingNode dribble)
    {
        dribble.AllowOnly("numberOfChunks", "totalDuration");
        return new StubDribble(
            dribble.Find("numberOfChunks")?.AsInteger(1, int.MaxValue) ?? throw dribble.Error("an object with numberOfChunks"),
            ReadDelay(dribble.Find("totalDuration") ?? throw dribble.Error("an object with totalDuration")));
    }

    private static StubFault ReadFault(MappingNode fault) => fault.AsText() switch
    {
        "EMPTY_RESPONSE" => StubFault.EmptyResponse,
        "MALFORMED_RESPONSE_CHUNK" => StubFault.MalformedResponseChunk,
        "RANDOM_DATA_THEN_CLOSE" => StubFault.RandomDataThenClose,
        "CONNECTION_RESET_BY_PEER" => StubFault.ConnectionResetByPeer,
        _ => throw fault.Error("EMPTY_RESPONSE, MALFORMED_RESPONSE_CHUNK, RANDOM_DATA_THEN_CLOSE or CONNECTION_RESET_BY_PEER"),
    };

    private static void Check(StubResponse read, MappingNode response)
    {
        foreach (var (name, value) in read.Headers)
        {
            if (name.Length == 0 || name.Any(c => c is <= ' ' or >= '\x7f' or ':'))
            {
                throw response.Error($"an object whose header names are tokens, unlike \"{name}\"");
            }

            // More body than promised would be the start of the next answer; less is a fault worth having.
            if (name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)
                && !(long.TryParse(value, out var length) && length >= read.Body.Length))
            {
                throw response.Error($"an object whose Content-Length is at least the body's {read.Body.Length} bytes, unlike \"{value}\"");
            }

            if (name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase) && value != "chunked")
            {
                throw response.Error($"an object whose Transfer-Encoding is chunked, unlike \"{value}\"");
            }
        }
    }
}
