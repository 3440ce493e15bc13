using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AsyncCrawler.Host.Operation;

/// <summary>Sends metrics and traces to a collector by OTLP, over gRPC. Without an endpoint it is not made, and costs nothing.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Name = "AsyncCrawler";

    private readonly MeterProvider _meters;
    private readonly TracerProvider _traces;

    /// <param name="endpoint">The collector, for example http://127.0.0.1:4317.</param>
    public OtlpExport(Uri endpoint)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("asynccrawler");
        _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Name, $"{Name}.*").AddOtlpExporter(Configure).Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Name).AddOtlpExporter(Configure).Build();

        void Configure(OtlpExporterOptions options) => options.Endpoint = endpoint;
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }
}
