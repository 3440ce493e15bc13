using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Frontier;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>One line of <c>visits.jsonl</c>: docs/crawl-directory.md tells the keys.</summary>
internal static class VisitJson
{
    /// <summary>No line is longer, in bytes: a parser's reply takes four for three of its own, and the rest of a line is header fields.</summary>
    public const int MaxLength = 2 * ParserProtocol.MaxReplyPayload;

    private const int DigestLength = 64;

    /// <summary>How every line begins: the id follows. An index can be made without reading the rest.</summary>
    public static ReadOnlySpan<byte> Start => "{\"id\":\""u8;

    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="page">The URL.</param>
    /// <param name="reading">How the page was read.</param>
    /// <param name="stored">The response.</param>
    /// <param name="reply">The payload of the parser's reply; null when there is none.</param>
    public static void Write(Utf8JsonWriter json, PageOutcome page, string reading, StoredResponse stored, ReadOnlyMemory<byte>? reply)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, page.Id);
        json.WriteString("kind"u8, TallyKeys.Kind(page.Item.Kind));
        json.WriteString("etag"u8, stored.ETag);
        json.WriteString("lastModified"u8, stored.LastModified);
        json.WriteString("contentType"u8, stored.ContentType);
        json.WriteNumber("bytes"u8, stored.Length);
        json.WriteString("sha256"u8, stored.Sha256);
        json.WriteString("refresh"u8, stored.Refresh);
        json.WriteStartArray("robotsTags"u8);
        foreach (var tag in stored.RobotsTags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
        json.WriteString("reading"u8, reading);
        if (reply is { } payload)
        {
            json.WriteBase64String("reply"u8, payload.Span);
        }
        else
        {
            json.WriteNull("reply"u8);
        }

        json.WriteEndObject();
    }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="kind">What the URL is expected to be: a visit of something else is of no use.</param>
    /// <param name="reading">How pages are read now: a reply that was made otherwise is of no use, and neither is its visit.</param>
    /// <returns>The visit; null when the line is broken, or of no use.</returns>
    public static Visit? Read(ReadOnlyMemory<byte> line, ResourceKind kind, string reading)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var hasReply = root.GetProperty("reply").ValueKind != JsonValueKind.Null;
            var sha256 = root.GetProperty("sha256").GetString() ?? "";
            if (root.GetProperty("kind").GetString() != TallyKeys.Kind(kind)
                || (hasReply && root.GetProperty("reading").GetString() != reading)
                || sha256.Length != DigestLength
                || !sha256.All(char.IsAsciiHexDigitLower))
            {
                return null;
            }

            var stored = new StoredResponse
            {
                ETag = root.GetProperty("etag").GetString(),
                LastModified = root.GetProperty("lastModified").GetString(),
                ContentType = root.GetProperty("contentType").GetString(),
                Length = root.GetProperty("bytes").GetInt64(),
                Sha256 = sha256,
                Refresh = root.GetProperty("refresh").GetString(),
                RobotsTags = [.. root.GetProperty("robotsTags").EnumerateArray().Select(static tag => tag.GetString() ?? "")],
            };
            var reply = hasReply ? ParseReply.Read(new Frame(FrameKind.Parsed, root.GetProperty("reply").GetBytesFromBase64())) as ParseReply.Parsed : null;
            return new Visit(stored, reply);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ProtocolViolationException)
        {
            // Somebody else's hand was in the file: the URL is fetched as if it had never been visited.
            return null;
        }
    }
}
