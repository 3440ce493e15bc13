namespace AsyncCrawler.Contracts;

/// <summary>The child's first frame.</summary>
public sealed record WorkerHello
{
    /// <summary>The protocol that the child speaks.</summary>
    public required int ProtocolVersion { get; init; }

    /// <summary>The child's own idea of its process id.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Appends the frame.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(FrameWriter writer)
    {
        writer.BeginFrame(FrameKind.WorkerHello);
        writer.WriteInt32(ProtocolVersion);
        writer.WriteInt32(ProcessId);
        writer.EndFrame();
    }

    /// <summary>Reads the payload. Bytes after the known ones are left alone, so that any version can be told.</summary>
    /// <param name="payload">The payload of the frame.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ProtocolViolationException">The payload is too short.</exception>
    public static WorkerHello Read(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        return new WorkerHello { ProtocolVersion = reader.ReadInt32(), ProcessId = reader.ReadInt32() };
    }
}
