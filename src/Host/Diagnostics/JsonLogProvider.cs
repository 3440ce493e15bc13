namespace AsyncCrawler.Host.Diagnostics;

/// <summary>A log of JSON lines.</summary>
/// <param name="writer">Where to; written to by one thread at a time.</param>
/// <param name="time">The clock.</param>
internal sealed class JsonLogProvider(TextWriter writer, TimeProvider time) : ILoggerProvider
{
    private readonly Lock _gate = new();

    public ILogger CreateLogger(string categoryName) => new JsonLogger(categoryName, Write, time);

    public void Dispose()
    {
    }

    private void Write(string line)
    {
        try
        {
            lock (_gate)
            {
                writer.WriteLine(line);
                writer.Flush();
            }
        }
        catch (IOException)
        {
            // Nobody reads the log any more, or its disk is full: the service goes on.
        }
    }
}
