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
        WarnIfInsecure(console, configure);
        var services = new ServiceCollection();
        services.AddSingleton(console.Time);
        services.AddSingleton<ILoggerFactory>(_ => new LoggerFactory([new LineLoggerProvider(console)], new LoggerFilterOptions { MinLevel = logLevel }));
        services.AddAsyncCrawler(configure);
        return services.BuildServiceProvider();
    }

    /// <summary>Says so, in red, when certificates are not checked.</summary>
    /// <param name="console">The world outside.</param>
    /// <param name="configure">Sets the engine's options.</param>
    public static void WarnIfInsecure(CliConsole console, Action<CrawlerOptions> configure)
    {
        var options = new CrawlerOptions();
        configure(options);
        if (options.Fetch.AcceptInvalidCertificates)
        {
            console.Warn("INSECURE: certificates are not checked. Whoever is on the way can read and change what is fetched.");
        }
    }
}
