using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AsyncCrawler.Host.Diagnostics;

/// <summary>
/// Writes events as JSON objects in one line each: time, level, category, id, event, message, and the values of the message
/// by name. Every text passes the escaper and is cut (promises S20): no page can write a line, or move a cursor.
/// </summary>
internal sealed class JsonLogger(string category, Action<string> write, TimeProvider time) : ILogger
{
    private const int MaxMessage = 2_000;
    private const int MaxValue = 500;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("level", logLevel.ToString().ToLowerInvariant());
            json.WriteString("category", category);
            json.WriteNumber("id", eventId.Id);
            json.WriteString("event", eventId.Name);
            json.WriteString("message", TerminalText.Escape(formatter(state, exception), MaxMessage));
            WriteValues(json, state as IReadOnlyList<KeyValuePair<string, object?>> ?? []);
            if (exception is not null)
            {
                json.WriteString("exception", TerminalText.Escape($"{exception.GetType().Name}: {exception.Message}", MaxMessage));
            }

            json.WriteEndObject();
        }

        write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (values.All(IsTemplate))
        {
            return;
        }

        json.WriteStartObject("values");
        foreach (var (key, value) in values.Where(value => !IsTemplate(value)))
        {
            json.WriteString(key, TerminalText.Escape(Convert.ToString(value, CultureInfo.InvariantCulture), MaxValue));
        }

        json.WriteEndObject();
    }

    private static bool IsTemplate(KeyValuePair<string, object?> value) => value.Key == "{OriginalFormat}";
}
