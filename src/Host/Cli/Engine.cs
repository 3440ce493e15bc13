using AsyncCrawler.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Cli;

/// <summary>The engine as the verbs use it: its log goes to the console.</summary>
internal static class Engine
{
    /// <summary>Builds it.</summary>
    /// <param name="console">The world outside.</param>
    /// <param name="logLevel">The least severe events that are logged.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>Its services; dispose them.</returns>
    public static ServiceProvider Build(CliConsole console, LogLevel logLevel, Action<CrawlerOptions> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton(console.Time);
        services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(logLevel).AddProvider(new LineLoggerProvider(console)));
        services.AddAsyncCrawler(configure);
        return services.BuildServiceProvider();
    }
}
