using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace AsyncCrawler.Host.Cli;

/// <summary>JSON lines on standard output. Everything outside ASCII is written as an escape, so no line can do anything to a terminal. Thread-safe.</summary>
internal sealed class JsonOutput(IAnsiConsole output)
{
    private readonly Lock _gate = new();

    /// <summary>Writes one line.</summary>
    /// <exception cref="IOException">Standard output is gone or full.</exception>
    public void Write<T>(T value, JsonTypeInfo<T> type)
    {
        var line = JsonSerializer.Serialize(value, type);
        lock (_gate)
        {
            // Past the renderer: it would wrap the line at the terminal's width.
            output.Profile.Out.Writer.WriteLine(line);
            output.Profile.Out.Writer.Flush();
        }
    }
}
