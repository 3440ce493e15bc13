namespace AsyncCrawler.Contracts;

/// <summary>What a page says about itself for machines.</summary>
public sealed record ParsedStructuredData
{
    /// <summary>The properties of Open Graph (<c>og:</c>) and Twitter cards (<c>twitter:</c>) in document order; a name may occur several times.</summary>
    public IReadOnlyList<ParsedProperty> Properties { get; init; } = [];

    /// <summary>The JSON-LD blocks in document order, each one JSON value in the form of <see cref="JsonText"/>.</summary>
    public IReadOnlyList<string> JsonLd { get; init; } = [];

    /// <summary>JSON-LD blocks that were left out: no JSON, nested too deep, or over the limits.</summary>
    public int JsonLdSkipped { get; init; }

    internal static void Write(FrameWriter writer, ParsedStructuredData? data)
    {
        writer.WriteByte(data is null ? (byte)0 : (byte)1);
        if (data is null)
        {
            return;
        }

        writer.WriteInt32(data.Properties.Count);
        foreach (var property in data.Properties)
        {
            property.WriteTo(writer);
        }

        writer.WriteInt32(data.JsonLd.Count);
        foreach (var block in data.JsonLd)
        {
            writer.WriteText(block);
        }

        writer.WriteInt32(data.JsonLdSkipped);
    }

    internal static ParsedStructuredData? Read(ref PayloadReader reader, ReplyBounds bounds)
    {
        if (reader.ReadByte() == 0)
        {
            return null;
        }

        var properties = new ParsedProperty[reader.ReadCount(ParsedProperty.SmallestEncoding, bounds.MaxProperties)];
        for (var i = 0; i < properties.Length; i++)
        {
            properties[i] = ParsedProperty.Read(ref reader);
        }

        var blocks = ReadJsonLd(ref reader, bounds);
        return new ParsedStructuredData { Properties = properties, JsonLd = blocks, JsonLdSkipped = reader.ReadInt32() };
    }

    private static string[] ReadJsonLd(ref PayloadReader reader, ReplyBounds bounds)
    {
        var blocks = new string[reader.ReadCount(sizeof(int), bounds.MaxJsonLdBlocks)];
        var room = bounds.MaxJsonLdLength;
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = reader.ReadRequiredText(room);
            room -= blocks[i].Length;

            // It becomes part of the reader's own JSON lines.
            if (!JsonText.Is(blocks[i]))
            {
                throw new ProtocolViolationException("A JSON-LD block is not JSON in one line.");
            }
        }

        return blocks;
    }
}
