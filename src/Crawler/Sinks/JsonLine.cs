using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncCrawler.Sinks;

/// <summary>
/// Makes one line of JSON Lines after the other in a buffer that is used again (RFC 8259: UTF-8 without byte order mark).
/// Lone surrogates become U+FFFD, control characters escapes, so that a line feed ends a line and nothing else does.
/// </summary>
internal sealed class JsonLine : IDisposable
{
    // One page of 50,000 links must not keep its memory for the rest of the crawl.
    private const int MaxKeptBytes = 1024 * 1024;

    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _buffer = new();

    public JsonLine()
    {
        // "Unsafe" is meant for JSON inside a web page, which this is not; it leaves text outside ASCII readable.
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Begins a line; whatever was begun before is forgotten.</summary>
    public Utf8JsonWriter Begin()
    {
        if (_buffer.Capacity > MaxKeptBytes)
        {
            _buffer = new ArrayBufferWriter<byte>();
        }

        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        return _json;
    }

    /// <summary>Ends the line.</summary>
    /// <returns>The line with its line feed, valid until the next one begins.</returns>
    public ReadOnlyMemory<byte> End()
    {
        _json.Flush();
        _buffer.Write("\n"u8);
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _json.Dispose();
}
