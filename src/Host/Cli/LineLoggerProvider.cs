namespace AsyncCrawler.Host.Cli;

/// <summary>The engine's log on standard error: one escaped line an event, whatever a page put into it.</summary>
internal sealed class LineLoggerProvider(CliConsole console) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new LineLogger(console, categoryName[(categoryName.LastIndexOf('.') + 1)..]);

    public void Dispose()
    {
        // The console outlives the log.
    }
}
