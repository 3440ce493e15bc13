using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>What the pool tells the product's meter. The pool counts anyway, so most is asked for only when somebody listens. Thread-safe.</summary>
internal sealed class ParsingTelemetry
{
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Where the meter comes from.</param>
    /// <param name="snapshot">The pool at the moment of a measurement.</param>
    public ParsingTelemetry(IMeterFactory meters, Func<ParserPoolSnapshot> snapshot)
    {
        var meter = meters.Create(CrawlerTelemetry.Name);
        _duration = meter.CreateHistogram<double>("crawler.parse.duration", unit: "s", "From the hand-over of a page to its answer, waiting included.");
        meter.CreateObservableUpDownCounter("crawler.parse.workers", () => States(snapshot()), unit: "{process}", "Places of the pool, by state.");
        meter.CreateObservableCounter("crawler.parse.deaths", () => Deaths(snapshot()), unit: "{process}", "Processes that died or were killed, by reason.");
        meter.CreateObservableCounter("crawler.parse.restarts", () => snapshot().Restarts, unit: "{process}", "Processes that took the place of another one.");
        meter.CreateObservableUpDownCounter("crawler.parse.queue", () => snapshot().Waiting, unit: "{document}", "Pages that wait for a process.");
    }

    /// <summary>Records a page that was answered.</summary>
    public void Record(ParseOutcome outcome)
    {
        if (!_duration.Enabled)
        {
            return;
        }

        var (word, elapsed) = outcome switch
        {
            ParseOutcome.Parsed parsed => ("parsed", parsed.Elapsed),
            ParseOutcome.Failed failed => (Word(failed.Reason), failed.Elapsed),
            _ => throw new UnreachableException(),
        };
        _duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("outcome", word));
    }

    // Every state, also those that nothing is in: who shows the last value must see it fall to 0.
    private static IEnumerable<Measurement<int>> States(ParserPoolSnapshot pool) =>
        Enum.GetValues<WorkerState>().Select(state => new Measurement<int>(
            pool.Workers.Count(worker => worker.State == state), new KeyValuePair<string, object?>("state", Word(state))));

    private static IEnumerable<Measurement<int>> Deaths(ParserPoolSnapshot pool) =>
        pool.Deaths.Select(death => new Measurement<int>(death.Value, new KeyValuePair<string, object?>("reason", Word(death.Key))));

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
