namespace AsyncCrawler.Contracts;

/// <summary>A property that a page gives of itself in a <c>meta</c> element.</summary>
/// <param name="Name">The property in lower case, for example <c>og:title</c>.</param>
/// <param name="Value">The content, stripped and collapsed.</param>
public readonly record struct ParsedProperty(string Name, string Value)
{
    internal const int SmallestEncoding = 8;

    internal void WriteTo(FrameWriter writer)
    {
        writer.WriteText(Name);
        writer.WriteText(Value);
    }

    internal static ParsedProperty Read(ref PayloadReader reader) => new(reader.ReadRequiredText(), reader.ReadRequiredText());
}
