using System.Diagnostics.Metrics;
using System.Text;

namespace AsyncCrawler.Host.Operation;

/// <summary>All series of one instrument. Thread-safe.</summary>
internal sealed class MetricFamily
{
    // Tags come from closed sets; this is for the case that one did not.
    private const int MaxSeries = 1_000;

    private readonly Dictionary<string, MetricSeries> _series = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Action<MetricSeries, double> _take;

    public MetricFamily(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        (Type, _take) = kind switch
        {
            _ when kind == typeof(Histogram<>) => ("histogram", static (series, value) => series.Record(value)),
            _ when kind == typeof(Counter<>) => ("counter", static (series, value) => series.Add(value)),
            _ when kind == typeof(ObservableCounter<>) => ("counter", static (series, value) => series.Set(value)),
            _ when kind == typeof(UpDownCounter<>) => ("gauge", static (series, value) => series.Add(value)),
            _ => ("gauge", (Action<MetricSeries, double>)(static (series, value) => series.Set(value))),
        };
        Name = PrometheusText.NameOf(instrument.Name, instrument.Unit, Type);
        Help = instrument.Description ?? "";
    }

    /// <summary>The name in the text.</summary>
    public string Name { get; }

    /// <summary>counter, gauge or histogram.</summary>
    public string Type { get; }

    /// <summary>What it measures.</summary>
    public string Help { get; }

    /// <summary>Takes a measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = PrometheusText.LabelsOf(tags);
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out var series))
            {
                if (_series.Count >= MaxSeries)
                {
                    return;
                }

                series = new MetricSeries { Labels = labels };
                _series.Add(labels, series);
            }

            _take(series, value);
        }
    }

    /// <summary>Writes its lines.</summary>
    public void WriteTo(StringBuilder text)
    {
        lock (_gate)
        {
            PrometheusText.Write(text, this, _series.Values);
        }
    }
}
