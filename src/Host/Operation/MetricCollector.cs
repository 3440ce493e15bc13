using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace AsyncCrawler.Host.Operation;

/// <summary>Listens to the meters of this service and writes what it heard. Thread-safe.</summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, MetricFamily> _families = new();

    /// <param name="meters">Whose meters are listened to: other services of the process have their own.</param>
    public MetricCollector(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name.StartsWith("AsyncCrawler", StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument, static created => new MetricFamily(created)));
            }
        };
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Take(state, value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Take(state, value, tags));
        _listener.Start();
    }

    /// <summary>Everything measured so far, in the text format of Prometheus.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.WriteTo(text);
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Take(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => (state as MetricFamily)?.Take(value, tags);
}
