using System.Diagnostics.Metrics;
using AsyncCrawler.Diagnostics;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <summary>Puts the engine into a program: one AddX per room, here and nowhere else.</summary>
public static class CrawlerServices
{
    /// <summary>
    /// Registers <see cref="ICrawler"/> as a singleton. Done-callbacks that are registered as <see cref="IPageDoneCallback"/> are called too.
    /// The parser processes live as long as the provider. Dispose it with <c>DisposeAsync</c>, as a host does: crawls that still run are interrupted.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets the options; checked before the first crawl, every fault named at once.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAsyncCrawler(this IServiceCollection services, Action<CrawlerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<CrawlerOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddSingleton(MakeOptions);
        services.PostConfigure<CrawlerOptions>(options =>
            options.Fetch.MaxConnectionsPerServer = Math.Max(options.Fetch.MaxConnectionsPerServer, options.Politeness.MaxInFlightPerHost));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CrawlerOptions>, CrawlerOptionsValidator>());
        services.TryAddSingleton(provider => new HostThrottles(provider.GetRequiredService<IHostAddresses>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<FrontierTelemetry>();
        AddFetching(services);
        AddParsing(services);
        services.TryAddSingleton<SharedParts>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPageDoneCallback, PageTelemetryCallback>());
        services.TryAddSingleton<ICrawler, Crawler>();
        services.TryAddSingleton<ISinglePageReader, SinglePageReader>();
        services.TryAddSingleton<ISiteInspector, SiteInspector>();
        services.TryAddSingleton<IUrlExplainer, UrlExplainer>();
        return services;
    }

    /// <summary>Finds everything that is wrong with options, as the first crawl would.</summary>
    /// <param name="options">The options.</param>
    /// <returns>One line for each fault; empty when there is none.</returns>
    public static IReadOnlyList<string> FindFaults(CrawlerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. new CrawlerOptionsValidator().Validate(null, options).Failures ?? []];
    }

    // As the framework would make them, but as a type that is there: native code builds those of open generic services one by one while it runs.
    private static IOptions<CrawlerOptions> MakeOptions(IServiceProvider provider) => new OptionsManager<CrawlerOptions>(new OptionsFactory<CrawlerOptions>(
        provider.GetServices<IConfigureOptions<CrawlerOptions>>(),
        provider.GetServices<IPostConfigureOptions<CrawlerOptions>>(),
        provider.GetServices<IValidateOptions<CrawlerOptions>>()));

    private static void AddFetching(IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton<CrawlerTelemetry>();
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<CrawlerOptions>>().Value.Fetch);
        services.TryAddSingleton<AddressPolicy>();
        services.TryAddSingleton<HostResolver>();
        services.TryAddSingleton<IHostAddresses, HostAddresses>();
        services.TryAddSingleton<GuardedDialler>();
        services.TryAddSingleton<HostCircuits>();
        services.TryAddSingleton(provider => new ByteBudget(provider.GetRequiredService<FetchOptions>().MaxBytesInFlight));
        services.TryAddSingleton<BodyReader>();
        services.TryAddSingleton<HttpPageFetcher>();
        services.TryAddSingleton<IPageFetcher>(static provider => provider.GetRequiredService<HttpPageFetcher>());
        services.TryAddSingleton<IWebhookSender, HttpWebhookSender>();
        AddClient(services, HttpPageFetcher.ClientName, IdentityHandler.Create);
        AddClient(services, HttpWebhookSender.ClientName, (options, dialler) => CrawlHttpHandler.Create(options, dialler));
    }

    // The connections live in the one handler of a client, which ages them itself; recycling it would only throw them away.
    private static void AddClient(IServiceCollection services, string name, Func<FetchOptions, GuardedDialler, HttpMessageHandler> create) =>
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => create(provider.GetRequiredService<FetchOptions>(), provider.GetRequiredService<GuardedDialler>()))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

    private static void AddParsing(IServiceCollection services) =>
        services.TryAddSingleton(provider => new ParserPool(
            provider.GetRequiredService<IOptions<CrawlerOptions>>().Value.Parsing,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ParserPool>>(),
            provider.GetRequiredService<IMeterFactory>()));
}
