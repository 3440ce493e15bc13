namespace AsyncCrawler.Contracts;

/// <summary>The child's first frame.</summary>
public sealed record WorkerHello
{
    // Twice what exists: a new layer is no new protocol.
    private const int MaxLayers = 14;

    // Two texts of a length each, and one byte.
    private const int SmallestLayer = (2 * sizeof(int)) + 1;

    /// <summary>The protocol that the child speaks.</summary>
    public required int ProtocolVersion { get; init; }

    /// <summary>The child's own idea of its process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>The walls that the child tried to build around itself, and whether they stand; at most 14.</summary>
    public IReadOnlyList<ConfinementLayer> Layers { get; init; } = [];

    /// <summary>Appends the frame.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(FrameWriter writer)
    {
        writer.BeginFrame(FrameKind.WorkerHello);
        writer.WriteInt32(ProtocolVersion);
        writer.WriteInt32(ProcessId);
        writer.WriteInt32(Layers.Count);
        foreach (var layer in Layers)
        {
            writer.WriteText(layer.Name);
            writer.WriteByte(layer.IsActive ? (byte)1 : (byte)0);
            writer.WriteText(layer.Detail);
        }

        writer.EndFrame();
    }

    /// <summary>Reads the payload; of another version only the two numbers are read, so that any version can be told.</summary>
    /// <param name="payload">The payload of the frame.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ProtocolViolationException">The payload is too short, or of this version and malformed.</exception>
    public static WorkerHello Read(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var hello = new WorkerHello { ProtocolVersion = reader.ReadInt32(), ProcessId = reader.ReadInt32() };
        if (hello.ProtocolVersion != ParserProtocol.Version)
        {
            return hello;
        }

        var layers = new ConfinementLayer[reader.ReadCount(SmallestLayer, MaxLayers)];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = new ConfinementLayer(reader.ReadRequiredText(), reader.ReadByte() != 0, reader.ReadRequiredText());
        }

        reader.ExpectEnd();
        return hello with { Layers = layers };
    }
}
