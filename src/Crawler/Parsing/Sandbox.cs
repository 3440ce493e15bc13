namespace AsyncCrawler.Parsing;

/// <summary>The command that stands before the worker's own, and the layers that it builds.</summary>
/// <param name="Prefix">Program and arguments, each of which replaces itself by the next (exec), so that the process id stays.</param>
/// <param name="Layers">What is active and what is not.</param>
internal sealed record Sandbox(IReadOnlyList<string> Prefix, IReadOnlyList<SandboxLayer> Layers)
{
    /// <summary>True when each worker leads a process group of its own, which can be killed as a whole.</summary>
    public bool HasOwnGroup => Layers.Any(layer => layer is { Name: SandboxProbe.OwnSession, IsActive: true });

    /// <summary>Insists on every layer.</summary>
    /// <exception cref="ParserUnavailableException">One is absent.</exception>
    public void ThrowIfIncomplete() => ThrowIfIncomplete(Layers);

    /// <summary>Insists on every one of some layers.</summary>
    /// <exception cref="ParserUnavailableException">One is absent.</exception>
    public static void ThrowIfIncomplete(IEnumerable<SandboxLayer> layers)
    {
        if (layers.FirstOrDefault(layer => !layer.IsActive) is { } absent)
        {
            throw new ParserUnavailableException(
                $"The sandbox layer {absent.Name} is absent ({absent.Detail}): provide it, or do not require the sandbox.");
        }
    }
}
