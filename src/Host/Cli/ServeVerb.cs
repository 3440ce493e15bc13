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
    private readonly SetOption _set = new();
    private readonly Verbosity _verbosity = new();
    private readonly Option<string?> _listen = new("--listen") { Description = "Address and port to listen on [127.0.0.1:8080].", HelpName = "ADDRESS:PORT" };
    private readonly Option<string?> _data = new("--data") { Description = "Where crawls and their states are kept [asynccrawler-data].", HelpName = "DIR" };
    private readonly Option<string?> _workers = new("--workers") { Description = "Child parser processes [cores, at least 2].", HelpName = "N" };
    private readonly Option<bool> _allowPrivate = new("--allow-private") { Description = "Permit crawls of loopback and private addresses.", Arity = ArgumentArity.Zero };
    private readonly ConfigOption _config = new();

    /// <param name="console">The world outside.</param>
    public ServeVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("serve", "Run the service: REST API, dashboard, metrics.") { _listen, _data, _workers, _allowPrivate };
        _config.AddTo(Command);
        _set.AddTo(Command);
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
            [.. _set.Read(result, faults), .. ReadArguments(result)],
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

    private IEnumerable<SettingEntry> ReadArguments(ParseResult result)
    {
        (Option<string?> Option, string Setting)[] texts = [(_listen, "Service:Listen"), (_data, "Service:DataDirectory"), (_workers, "Parsing:Workers")];
        foreach (var (option, setting) in texts)
        {
            if (result.GetValue(option) is { } text)
            {
                yield return new SettingEntry(setting, text, option.Name);
            }
        }

        if (result.GetValue(_allowPrivate))
        {
            yield return new SettingEntry("Fetch:AllowPrivateNetworks", "true", _allowPrivate.Name);
        }
    }
}
