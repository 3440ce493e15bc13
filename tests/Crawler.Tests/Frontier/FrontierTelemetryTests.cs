using System.Diagnostics.Metrics;
using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Storage.InMemory;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.Logging;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class FrontierTelemetryTests : IMeterFactory, ILogger<FrontierTelemetry>
{
    private readonly Meter _meter = new("AsyncCrawler");
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryFrontierStore _store = new();
    private readonly Dictionary<string, double> _measured = [];
    private readonly List<string> _lines = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _meter.Dispose();

    Meter IMeterFactory.Create(MeterOptions options) => options.Name == _meter.Name ? _meter : throw new ArgumentException(options.Name);

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add(formatter(state, exception));

    [Fact]
    public async Task Meter_OfAFrontier_TellsWhatIsSeenRefusedPendingAndLeased()
    {
        var telemetry = new FrontierTelemetry(this, this);
        using var listener = Listen();
        using (var frontier = NewFrontier(telemetry))
        {
            await frontier.AdmitAsync([Page("http://a.test/1"), Page("http://a.test/2"), Page("http://a.test/2"), Deep(9)], Token);
            await frontier.LeaseAsync(1, Token);
            listener.RecordObservableInstruments();

            Assert.Equal(2, _measured["crawler.frontier.seen"]);
            Assert.Equal(1, _measured["crawler.frontier.refused too-deep"]);
            Assert.Equal(1, _measured["crawler.frontier.pending"]);
            Assert.Equal(1, _measured["crawler.frontier.leased"]);
            Assert.Contains("crawler.frontier.commit.duration", _measured.Keys);
        }

        _measured.Clear();
        listener.RecordObservableInstruments();
        Assert.Equal((0, 0), (_measured["crawler.frontier.pending"], _measured["crawler.frontier.leased"]));
    }

    [Fact]
    public async Task R14_RefusalsByOneRule_AreToldToTheLogEverMoreSeldom()
    {
        using var frontier = NewFrontier(new FrontierTelemetry(this, this));

        await frontier.AdmitAsync([.. Enumerable.Range(0, 999).Select(Deep)], Token);

        Assert.Equal(3, _lines.Count);
        Assert.StartsWith("http://a.test/0?token=*** is not taken up: TooDeep, deeper than 3 (number 1 of this rule", _lines[0], StringComparison.Ordinal);
        Assert.Contains("(number 100 of", _lines[2], StringComparison.Ordinal);
        Assert.Equal(999, frontier.Refused(AdmissionRefusal.TooDeep));
    }

    private static FrontierItem Deep(int number) => Page(string.Create(CultureInfo.InvariantCulture, $"http://a.test/{number}?token=x"), depth: 4);

    private CrawlFrontier NewFrontier(FrontierTelemetry telemetry)
    {
        var options = new FrontierOptions { MaxDepth = 3 };
        return new CrawlFrontier(
            _store, new UrlAdmission(new ScopeOptions(), options), options, new PolitenessOptions { Robots = Obedience.Ignore }, new HostThrottles(_time), _time) { Telemetry = telemetry };
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
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = tags.Length > 0 ? $"{instrument.Name} {tags[0].Value}" : instrument.Name;
        _measured[name] = _measured.GetValueOrDefault(name) + value;
    }
}
