using System.Text.Json;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Tests.Diagnostics;

public sealed class JsonLoggerTests : IDisposable
{
    private readonly StringWriter _writer = new();

    public void Dispose() => _writer.Dispose();

    [Theory]
    [InlineData("\u001b]52;c;aGVsbG8=\a")]
    [InlineData("a\r\n{\"level\":\"error\"}")]
    [InlineData("\u202egnp.exe\u2028\u200b")]
    public void O01_S20_TextOfThePage_StaysInItsLineAndDoesNothing(string hostile)
    {
        Log(LogLevel.Information, default, "Title", hostile, null);

        var line = Assert.Single(_writer.ToString().Split(_writer.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain(line, character => character is < ' ' or > '~');
        var message = JsonElement.Parse(line).GetProperty("message").GetString() ?? "";
        Assert.All(message, character => Assert.True(character is >= ' ' and <= '~'));
    }

    [Fact]
    public void O01_TextOfAMegabyte_IsCut()
    {
        Log(LogLevel.Information, default, "Title", new string('x', 1_000_000), null);

        Assert.InRange(_writer.ToString().Length, 100, 5_000);
    }

    [Fact]
    public void Event_WithValuesAndAnException_IsOneObject()
    {
        Log(LogLevel.Error, new EventId(7, "Lost"), "Id", "x1", new IOException("no room"));

        var line = JsonElement.Parse(_writer.ToString());
        Assert.Equal("error", line.GetProperty("level").GetString());
        Assert.Equal((7, "Lost"), (line.GetProperty("id").GetInt32(), line.GetProperty("event").GetString()));
        Assert.Equal("x1", line.GetProperty("values").GetProperty("Id").GetString());
        Assert.Equal("IOException: no room", line.GetProperty("exception").GetString());
        Assert.Equal("2026-01-31T12:00:00.000Z", line.GetProperty("time").GetString());
    }

    // What the generated methods of the product call.
    private void Log(LogLevel level, EventId id, string name, string value, Exception? error)
    {
        using var provider = new JsonLogProvider(_writer, new ManualTimeProvider());
        KeyValuePair<string, object?>[] values = [new(name, value), new("{OriginalFormat}", $"{{{name}}}")];
        provider.CreateLogger("Room").Log(level, id, values, error, (_, _) => $"{name} {value}");
    }
}
