using System.Globalization;

namespace AsyncCrawler.Host.Cli;

/// <summary>Writes events as <c>12:00:00 warning ParserPool: text</c>.</summary>
internal sealed class LineLogger(CliConsole console, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
        console.Say(string.Create(CultureInfo.InvariantCulture,
            $"{console.Time.GetLocalNow():HH:mm:ss} {Word(logLevel)} {category}: {formatter(state, exception)}{cause}"));
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        _ => level.ToString().ToLowerInvariant(),
    };
}
