using AsyncCrawler.Host.Cli;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class LineLoggerTests
{
    [Fact]
    public void O01_Log_OfAHostileText_IsOneEscapedLine()
    {
        var console = new StringConsole();
        using var provider = new LineLoggerProvider(console.Console);
        ILogger logger = provider.CreateLogger("AsyncCrawler.Fetching.HttpPageFetcher");

        logger.Log(LogLevel.Warning, new EventId(1), "http://a/\u001b[2J", new IOException("first\nsecond"), (state, _) => $"Gave up on {state}");

        Assert.Equal(@"12:00:00 warning HttpPageFetcher: Gave up on http://a/\u{1b}[2J (IOException: first\u{a}second)", Assert.Single(console.ErrorLines));
    }
}
