namespace AsyncCrawler.Contracts;

/// <summary>A value wanted from each page: a name and the expression that finds it.</summary>
public sealed record FieldRule
{
    /// <summary>The key in the page record's <c>fields</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The language of <see cref="Expression"/>.</summary>
    public required FieldLanguage Language { get; init; }

    /// <summary>The selector or XPath expression.</summary>
    public required string Expression { get; init; }

    /// <summary>The attribute whose value is wanted; null means the element's text.</summary>
    public string? Attribute { get; init; }

    /// <summary>True when every match is wanted, false when only the first.</summary>
    public bool IsList { get; init; }

    internal void WriteTo(FrameWriter writer)
    {
        writer.WriteText(Name);
        writer.WriteByte((byte)Language);
        writer.WriteText(Expression);
        writer.WriteText(Attribute);
        writer.WriteByte(IsList ? (byte)1 : (byte)0);
    }

    internal static FieldRule Read(ref PayloadReader reader) => new()
    {
        Name = reader.ReadRequiredText(),
        Language = (FieldLanguage)reader.ReadByte(),
        Expression = reader.ReadRequiredText(),
        Attribute = reader.ReadText(),
        IsList = reader.ReadByte() != 0,
    };
}
