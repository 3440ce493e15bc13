using System.Diagnostics.Metrics;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class ParsingTelemetryTests : IMeterFactory
{
    private readonly Meter _meter = new("AsyncCrawler");
    private readonly List<string> _heard = [];

    public void Dispose() => _meter.Dispose();

    Meter IMeterFactory.Create(MeterOptions options) => options.Name == _meter.Name ? _meter : throw new ArgumentException(options.Name);

    [Fact]
    public async Task Telemetry_OfAPool_TellsAnswersDeathsRestartsStatesAndTheQueue()
    {
        using var workers = new FakeWorkerFolder();
        await using var pool = new ParserPool(
            workers.Options(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ParserPool>.Instance, this);
        await pool.StartAsync(TestContext.Current.CancellationToken);
        using var listener = Listen();

        await pool.ParseAsync("say x");
        await pool.ParseAsync("refuse NotADocument");
        await pool.ParseAsync("kill");
        await pool.ParseAsync("say y");
        Assert.Equal(["duration parsed", "duration not-a-document", "duration worker-died", "duration parsed"], _heard);

        _heard.Clear();
        listener.RecordObservableInstruments();
        Assert.Equal(
            ["deaths killed 2", "queue  0", "restarts  2", "workers busy 0", "workers idle 1", "workers starting 0", "workers stopped 0"],
            _heard.Order(StringComparer.Ordinal));
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, _meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, seconds, tags, _) =>
        {
            Assert.InRange(seconds, 0, 600);
            _heard.Add($"{Name(instrument)} {tags[0].Value}");
        });
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
            _heard.Add($"{Name(instrument)} {(tags.Length > 0 ? tags[0].Value : "")} {value}"));
        listener.Start();
        return listener;
    }

    private static string Name(Instrument instrument)
    {
        Assert.StartsWith("crawler.parse.", instrument.Name, StringComparison.Ordinal);
        return instrument.Name["crawler.parse.".Length..];
    }
}
