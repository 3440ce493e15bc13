using System.Threading.Channels;
using AsyncCrawler.Parsing;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>A log that can be waited for.</summary>
internal sealed class PoolLog : ILogger<ParserPool>
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Writer.TryWrite(formatter(state, exception));

    /// <summary>Waits until as many further lines have begun with the text.</summary>
    public async Task WaitForAsync(string text, int times)
    {
        while (times > 0)
        {
            var line = await _lines.Reader.ReadAsync(TestContext.Current.CancellationToken);
            times -= line.StartsWith(text, StringComparison.Ordinal) ? 1 : 0;
        }
    }
}
