using AsyncCrawler.Contracts;
using AsyncCrawler.Diagnostics;

namespace AsyncCrawler.Parsing;

/// <summary>The layers of the sandbox that a worker builds around itself, as its hello told them. Thread-safe.</summary>
internal sealed class WorkerWalls
{
    private const int MaxDetail = 200;

    private IReadOnlyList<SandboxLayer> _layers = [];

    /// <summary>The layers; one is active when every worker so far had it. Empty before the first hello.</summary>
    public IReadOnlyList<SandboxLayer> Layers => Volatile.Read(ref _layers);

    /// <summary>The layers that a hello tells of, one that it does not mention included.</summary>
    public static IReadOnlyList<SandboxLayer> Of(WorkerHello hello) => [.. ConfinementLayer.Names.Select(name => Find(name, hello.Layers))];

    /// <summary>Takes note of one more worker.</summary>
    /// <param name="layers">What <see cref="Of"/> made of its hello.</param>
    public void Add(IReadOnlyList<SandboxLayer> layers)
    {
        IReadOnlyList<SandboxLayer> before;
        IReadOnlyList<SandboxLayer> after;
        do
        {
            before = Layers;
            after = before.Count == 0 ? layers : [.. before.Zip(layers, static (old, one) => old.IsActive ? one : old)];
        }
        while (Interlocked.CompareExchange(ref _layers, after, before) != before);
    }

    private static SandboxLayer Find(string name, IReadOnlyList<ConfinementLayer> told)
    {
        var layer = told.FirstOrDefault(layer => layer.Name == name);
        return new SandboxLayer
        {
            Name = name,
            IsActive = layer is { IsActive: true },
            Detail = layer is null ? "the worker does not speak of it" : PrintableText.Of(layer.Detail, MaxDetail),
        };
    }
}
