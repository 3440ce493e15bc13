using System.CommandLine;
using AsyncCrawler.Host.Api;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>serve</c>: the service, until a signal ends it.</summary>
internal sealed class ServeVerb
{
    private const string ServiceRoom = "Service:";
    private const string JobsRoom = "Jobs:";

    private readonly CliConsole _console;
    private readonly Verbosity _verbosity = new();
    private readonly ConfigOption _config = new();

    private readonly SettingOptions _settings = new(
    [
        SettingOption.Text("--listen", "ADDRESS:PORT", "Address and port to listen on [127.0.0.1:8080].", "Service:Listen"),
        SettingOption.Text("--data", "DIR", "Where crawls and their states are kept [asynccrawler-data].", "Service:DataDirectory"),
        SettingOption.Text("--workers", "N", "Child parser processes [cores, at least 2].", "Parsing:Workers"),
        SettingOption.Flag("--allow-private", "Permit crawls of loopback and private addresses.", "Fetch:AllowPrivateNetworks"),
    ]);

    /// <param name="console">The world outside.</param>
    public ServeVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("serve", "Run the service: REST API, dashboard, metrics.");
        _settings.AddTo(Command);
        _config.AddTo(Command);
        _verbosity.AddTo(Command);
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        using var signals = StopSignals.Listen(_console.Say);
        var (options, engine) = ReadOptions(result);
        Engine.WarnIfInsecure(_console, new SettingLayers(engine).ApplyTo);
        using ILoggerProvider log = _console.IsLive && !_verbosity.IsJson(result)
            ? new LineLoggerProvider(_console)
            : new JsonLogProvider(_console.Error.Profile.Out.Writer, _console.Time);
        await using var host = ServiceHost.Build(options, engine, _console.Time, log, _verbosity.ServiceLogLevel(result));
        await host.StartAsync(signals.DrainRequested);
        _console.Say($"Listening on {host.Address} with its data in {options.Service.DataDirectory}");
        await WaitAsync(signals.DrainRequested);
        await host.StopAsync(signals.CancelRequested);
        return signals.CancelRequested.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static async Task WaitAsync(CancellationToken end)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = end.Register(ended.SetResult);
        await ended.Task;
    }

    private (ServeOptions Options, IReadOnlyList<IReadOnlyList<SettingEntry>> Engine) ReadOptions(ParseResult result)
    {
        var faults = new List<string>();
        IReadOnlyList<IReadOnlyList<SettingEntry>> layers =
        [
            _config.Read(result, _console, faults),
            EnvironmentSettings.Read(_console.Variables),
            _settings.Read(result, faults),
        ];
        var own = new SettingLayers([.. layers.Select(layer => layer.Where(IsOwn).ToList())], new SettingCatalogue(static () => new ServeOptions()));
        List<IReadOnlyList<SettingEntry>> engine = [.. layers.Select(layer => layer.Where(entry => !IsOwn(entry)).ToList())];
        faults.AddRange(own.FindFaults());
        faults.AddRange(new SettingLayers(engine).FindFaults());
        var options = new ServeOptions();
        own.ApplyTo(options);
        options.Service.DataDirectory = Path.GetFullPath(options.Service.DataDirectory, _console.CurrentDirectory);
        faults.AddRange(options.Service.FindFaults());
        var crawler = new CrawlerOptions();
        new SettingLayers(engine).ApplyTo(crawler);
        faults.AddRange(CrawlerServices.FindFaults(crawler));
        return faults.Count == 0 ? (options, engine) : throw new BadInputException([.. faults.Distinct()]);
    }

    private static bool IsOwn(SettingEntry entry) =>
        entry.Name.StartsWith(ServiceRoom, StringComparison.OrdinalIgnoreCase) || entry.Name.StartsWith(JobsRoom, StringComparison.OrdinalIgnoreCase);
}
