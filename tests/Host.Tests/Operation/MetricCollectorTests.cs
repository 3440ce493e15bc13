using System.Diagnostics.Metrics;
using AsyncCrawler.Host.Operation;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncCrawler.Host.Tests.Operation;

public sealed class MetricCollectorTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Write_OfEveryKindOfInstrument_IsWhatPrometheusReads()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        using var collector = new MetricCollector(factory);
        var meter = factory.Create("AsyncCrawler.Test");
        meter.CreateCounter<long>("crawler.things", description: "Things.").Add(3, new KeyValuePair<string, object?>("kind", "a\"b\\c\n"));
        meter.CreateHistogram<double>("crawler.wait", unit: "s").Record(0.02);
        meter.CreateObservableGauge("crawler.size", () => 7, unit: "By");

        var lines = collector.Write().Split('\n');

        Assert.Contains("# TYPE crawler_things_total counter", lines);
        Assert.Contains("""crawler_things_total{kind="a\"b\\c\n"} 3""", lines);
        Assert.Contains("""crawler_wait_seconds_bucket{le="0.01"} 0""", lines);
        Assert.Contains("""crawler_wait_seconds_bucket{le="0.025"} 1""", lines);
        Assert.Contains("""crawler_wait_seconds_bucket{le="+Inf"} 1""", lines);
        Assert.Contains("crawler_wait_seconds_sum 0.02", lines);
        Assert.Contains("crawler_size_bytes 7", lines);
    }

    [Fact]
    public void Write_OfMetersOfOtherServices_HasNothing()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var collector = new MetricCollector(_services.GetRequiredService<IMeterFactory>());
        other.GetRequiredService<IMeterFactory>().Create("AsyncCrawler").CreateCounter<long>("crawler.things").Add(1);

        Assert.Empty(collector.Write());
    }
}
