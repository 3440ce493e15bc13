namespace AsyncCrawler.Contracts;

/// <summary>The parent's first frame.</summary>
public sealed record CrawlerHello
{
    /// <summary>The protocol that the parent speaks.</summary>
    public required int ProtocolVersion { get; init; }

    /// <summary>The limits for every document of this child.</summary>
    public required DocumentLimits Limits { get; init; }

    /// <summary>Appends the frame.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(FrameWriter writer)
    {
        writer.BeginFrame(FrameKind.CrawlerHello);
        writer.WriteInt32(ProtocolVersion);
        writer.WriteInt32(Limits.MaxInputBytes);
        writer.WriteInt32(Limits.MaxLinks);
        writer.WriteInt32(Limits.MaxTextLength);
        writer.WriteInt32(Limits.MaxUrlLength);
        writer.WriteInt32(Limits.MaxFieldValues);
        writer.WriteInt32(Limits.MaxPageText);
        writer.WriteInt32(Limits.MaxProperties);
        writer.WriteInt32(Limits.MaxJsonLdBlocks);
        writer.WriteInt32(Limits.MaxJsonLdLength);
        writer.EndFrame();
    }

    /// <summary>Reads the payload; of another version only the number is read.</summary>
    /// <param name="payload">The payload of the frame.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ProtocolViolationException">The payload is too short.</exception>
    public static CrawlerHello Read(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var version = reader.ReadInt32();
        if (version != ParserProtocol.Version)
        {
            return new CrawlerHello { ProtocolVersion = version, Limits = new DocumentLimits() };
        }

        var limits = new DocumentLimits
        {
            MaxInputBytes = reader.ReadInt32(),
            MaxLinks = reader.ReadInt32(),
            MaxTextLength = reader.ReadInt32(),
            MaxUrlLength = reader.ReadInt32(),
            MaxFieldValues = reader.ReadInt32(),
            MaxPageText = reader.ReadInt32(),
            MaxProperties = reader.ReadInt32(),
            MaxJsonLdBlocks = reader.ReadInt32(),
            MaxJsonLdLength = reader.ReadInt32(),
        };
        reader.ExpectEnd();
        return new CrawlerHello { ProtocolVersion = version, Limits = limits };
    }
}
