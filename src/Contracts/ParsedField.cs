namespace AsyncCrawler.Contracts;

/// <summary>What a <see cref="FieldRule"/> found.</summary>
public sealed record ParsedField
{
    internal const int SmallestEncoding = 8;

    /// <summary>The rule's name.</summary>
    public required string Name { get; init; }

    /// <summary>The values in document order; empty when nothing matched.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    internal void WriteTo(FrameWriter writer)
    {
        writer.WriteText(Name);
        writer.WriteInt32(Values.Count);
        foreach (var value in Values)
        {
            writer.WriteText(value);
        }
    }

    internal static ParsedField Read(ref PayloadReader reader, int maxValues)
    {
        var name = reader.ReadRequiredText();
        var values = new string[reader.ReadCount(sizeof(int), maxValues)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.ReadRequiredText();
        }

        return new ParsedField { Name = name, Values = values };
    }
}
