namespace AsyncCrawler.Parsing;

/// <summary>The command that stands before the worker's own, and the layer that it builds.</summary>
/// <param name="Prefix">Program and arguments, each of which replaces itself by the next (exec), so that the process id stays.</param>
/// <param name="Network">Whether the worker is without a network, which it cannot give up itself: see <see cref="SandboxProbe"/>.</param>
internal sealed record Sandbox(IReadOnlyList<string> Prefix, SandboxLayer Network)
{
    /// <summary>The name of the layer.</summary>
    public const string NoNetwork = "no-network";

    /// <summary>True when both put the same command before a worker.</summary>
    public bool StartsAs(Sandbox other) => Prefix.SequenceEqual(other.Prefix);

    /// <summary>Insists on every one of some layers.</summary>
    /// <exception cref="ParserUnavailableException">One is absent.</exception>
    public static void ThrowIfIncomplete(params IEnumerable<SandboxLayer> layers)
    {
        if (layers.FirstOrDefault(layer => !layer.IsActive) is { } absent)
        {
            throw new ParserUnavailableException(
                $"The sandbox layer {absent.Name} is absent ({absent.Detail}): provide it, or do not require the sandbox.");
        }
    }
}
