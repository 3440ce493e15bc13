using System.Text;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>The attributes of a tag to look into by name: the first are known from reading over the tag, the others are read again.</summary>
/// <param name="source">The page.</param>
/// <param name="first">Where the first attributes lie.</param>
/// <param name="rest">Behind these, where more may follow; -1 where none does.</param>
internal readonly ref struct TagAttributes(ReadOnlySpan<byte> source, ReadOnlySpan<AttributePlace> first, int rest)
{
    private readonly ReadOnlySpan<byte> _source = source;
    private readonly ReadOnlySpan<AttributePlace> _first = first;

    /// <summary>Finds an attribute; of two with one name the first (HTML §13.2.5.33).</summary>
    /// <param name="name">The name in lower case.</param>
    /// <param name="value">The value as it stands in the page.</param>
    /// <returns>False when the tag has no such attribute.</returns>
    public bool TryFind(string name, out ReadOnlySpan<byte> value)
    {
        foreach (ref readonly var place in _first)
        {
            if (IsNamed(place.Name(_source), name))
            {
                value = place.Value(_source);
                return true;
            }
        }

        value = default;
        return rest >= 0 && TryFindAgain(name, out value);
    }

    private bool TryFindAgain(string name, out ReadOnlySpan<byte> value)
    {
        var attributes = new AttributeReader(_source, rest);
        while (attributes.MoveNext())
        {
            if (IsNamed(attributes.Name, name))
            {
                value = attributes.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    // Most names differ in length or in the first letter.
    private static bool IsNamed(ReadOnlySpan<byte> written, string name) =>
        written.Length == name.Length && (written[0] | 0x20) == name[0] && Ascii.EqualsIgnoreCase(written, name);
}
