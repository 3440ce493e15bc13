using System.Net;
using System.Text.Encodings.Web;
using AsyncCrawler.Host.Dashboard;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Operation;
using AsyncCrawler.Host.Records;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Host.Storage;
using AsyncCrawler.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Host.Api;

/// <summary>The service: one engine, its jobs, and the web server before them. The only place of the service that wires.</summary>
internal sealed class ServiceHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ServiceHost(WebApplication application) => _application = application;

    /// <summary>Where it is reached; known after the start.</summary>
    public string Address =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    /// <summary>What the service is made of.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Builds it.</summary>
    /// <param name="options">How it is reached, and what jobs may cost; checked.</param>
    /// <param name="layers">The options of the engine, the weakest first; checked.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where its log goes.</param>
    /// <param name="logLevel">The least severe events that are logged.</param>
    /// <exception cref="IOException">The data directory cannot be used, or another service has it.</exception>
    public static ServiceHost Build(
        ServeOptions options, IReadOnlyList<IReadOnlyList<SettingEntry>> layers, TimeProvider time, ILoggerProvider log, LogLevel logLevel)
    {
        // An empty builder: no settings file, variable or argument that is not ours has a say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => ConfigureServer(server, options.Service));
        builder.Logging.ClearProviders().SetMinimumLevel(logLevel).AddFilter("Microsoft", LogLevel.Warning).AddProvider(log);
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = options.Service.StopTimeout;

            // Requests and crawls drain side by side: together they have one time.
            host.ServicesStopConcurrently = true;
        });
        builder.Services.AddRoutingCore().AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.MaxDepth = 256;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);

            // Nothing but plain ASCII leaves: no text of a page does anything to a terminal, a log, or a careless page.
            json.SerializerOptions.Encoder = JavaScriptEncoder.Default;
        });
        builder.Services.AddOpenApi(OpenApiText.Document, OpenApiText.Configure);
        AddEngine(builder.Services, options.Jobs, layers, time);
        AddJobs(builder.Services, options, layers);
        AddApi(builder.Services, options);
        var application = builder.Build();
        Map(application);
        return new ServiceHost(application);
    }

    /// <summary>Takes up the jobs of the process before, and begins to listen.</summary>
    /// <exception cref="IOException">The store cannot be read, or the address cannot be listened on.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    /// <summary>Drains crawls and requests, at most for <see cref="ServiceOptions.StopTimeout"/>.</summary>
    /// <param name="cancellationToken">Stops at once.</param>
    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void ConfigureServer(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions server, ServiceOptions options)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = options.MaxBodyBytes;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        server.Limits.MaxConcurrentConnections = DescriptorLimit.ConnectionsOfCallers();
        server.Listen(options.ReadEndPoint() ?? new IPEndPoint(IPAddress.Loopback, 0));
    }

    private static void AddEngine(IServiceCollection services, JobOptions jobs, IReadOnlyList<IReadOnlyList<SettingEntry>> layers, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddAsyncCrawler(new SettingLayers(layers).ApplyTo);

        // The connections are shared by all crawls, so they must do for the one that may ask for most.
        services.PostConfigure<CrawlerOptions>(engine => engine.Fetch.MaxConnectionsPerServer = Math.Max(engine.Fetch.MaxConnectionsPerServer, jobs.MaxPerHost));
    }

    private static void AddJobs(IServiceCollection services, ServeOptions options, IReadOnlyList<IReadOnlyList<SettingEntry>> layers)
    {
        services.AddSingleton(options.Jobs);
        services.AddSingleton(_ => new JobFolders(Path.GetFullPath(options.Service.DataDirectory)));
        services.AddSingleton(new JobCrawlOptions(layers, options.Jobs));
        services.AddSingleton(OpenStore);
        services.AddSingleton<IJobStore>(provider => provider.GetRequiredService<SqliteJobStore>());
        services.AddSingleton<IWebhookOutbox>(provider => provider.GetRequiredService<SqliteJobStore>());
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobBoard>();
        services.AddSingleton<JobRecovery>();
        services.AddSingleton<JobWebhooks>();
        services.AddHostedService<JobService>();
    }

    private static SqliteJobStore OpenStore(IServiceProvider provider)
    {
        var folders = provider.GetRequiredService<JobFolders>();
        folders.Take();
        return SqliteJobStore.Open(folders.StoreFile);
    }

    private static void AddApi(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton(options.Service);
        services.AddSingleton(new ApiTokens([.. options.Service.Tokens.Select(ApiToken.Parse).OfType<ApiToken>()]));
        services.AddSingleton(_ => new CallerLimits(options.Service.RequestsPerSecond));
        services.AddSingleton<RequestGuard>();
        services.AddSingleton<CrawlInputReader>();
        services.AddSingleton<CrawlExplainer>();
        services.AddSingleton<FieldCheck>();
        services.AddSingleton<CrawlFiles>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<SummaryReader>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<MetricCollector>();
        services.AddSingleton<ServiceTelemetry>();
        if (options.Service.OtlpEndpoint is { } endpoint)
        {
            services.AddSingleton(_ => new OtlpExport(new Uri(endpoint)));
        }
    }

    private static void Map(WebApplication application)
    {
        // Before anything is measured.
        application.Services.GetRequiredService<MetricCollector>();
        application.Services.GetService<OtlpExport>();
        var telemetry = application.Services.GetRequiredService<ServiceTelemetry>();
        var guard = application.Services.GetRequiredService<RequestGuard>();
        application.Use(next => async context =>
        {
            await next(context);
            telemetry.RecordRequest(context.Response.StatusCode);
        });
        application.UseStatusCodePages();
        application.UseRouting();
        application.Use(next => context => guard.InvokeAsync(context, next));
        application.MapOpenApi("/openapi/{documentName}.json");
        application.MapDashboard().WithMetadata(Uncounted.Instance);
        application.MapOperation();
        var api = application.MapGroup("/api/v1");
        api.MapCrawls();
        api.MapRecords();
        api.MapLive();
        api.MapExplain();
        api.MapOptions();
    }
}
