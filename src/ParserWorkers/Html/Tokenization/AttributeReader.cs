using System.Runtime.CompilerServices;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>
/// Reads the attributes of a tag where they lie (HTML §13.2.5.32 to .40), as often as somebody asks: nothing is stored, however
/// many there are. Of two with one name the first counts (§13.2.5.33), and whoever looks for a name finds that one first.
/// </summary>
/// <param name="source">The page.</param>
/// <param name="position">Behind the tag's name.</param>
internal ref struct AttributeReader(ReadOnlySpan<byte> source, int position)
{
    private readonly ReadOnlySpan<byte> _source = source;

    /// <summary>Where reading stopped; once <see cref="MoveNext"/> said no, behind the tag.</summary>
    public int Position { get; private set; } = position;

    /// <summary>True where the page ends before the tag does, so that there is no tag.</summary>
    public bool IsCut { get; private set; }

    /// <summary>True for a tag that ends in <c>/&gt;</c>, once it was read to its end.</summary>
    public bool IsSelfClosing { get; private set; }

    /// <summary>Where the attribute lies.</summary>
    public AttributePlace Place { readonly get; private set; }

    /// <summary>The name as written, in any case.</summary>
    public readonly ReadOnlySpan<byte> Name => Place.Name(_source);

    /// <summary>The value as written, without its quotes; empty when there is none.</summary>
    public readonly ReadOnlySpan<byte> Value => Place.Value(_source);

    /// <summary>Moves to the next attribute.</summary>
    /// <returns>False at the end of the tag.</returns>
    // Inlined, with what it calls, so that the reader's fields are registers of the loop around it: native code has no profile that would ask for it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        // A copy stays in registers where the field would be read again for each byte.
        var page = _source;
        var at = Position;
        while (at < page.Length && (MarkupBytes.IsSpace(page[at]) || page[at] == '/'))
        {
            at++;
        }

        if (at == page.Length)
        {
            return Cut();
        }

        if (page[at] == '>')
        {
            // A slash behind an unquoted value is a part of that value, and was read with it.
            IsSelfClosing = at > Position && page[at - 1] == '/';
            Position = at + 1;
            return false;
        }

        // The first byte belongs to the name also where it is an equals sign.
        var nameStart = at;
        var nameEnd = at + 1 + MarkupBytes.LengthOfAttributeName(page[(at + 1)..]);
        at = SkipSpaces(page, nameEnd);
        if (at < page.Length && page[at] == '=')
        {
            return ReadValue(nameStart, nameEnd, SkipSpaces(page, at + 1));
        }

        Place = new AttributePlace(nameStart, nameEnd, at, at);
        Position = at;
        return at < page.Length || Cut();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadValue(int nameStart, int nameEnd, int at)
    {
        var page = _source;
        if (at == page.Length)
        {
            return Cut();
        }

        var first = page[at];
        if (first is (byte)'"' or (byte)'\'')
        {
            var length = page[++at..].IndexOf(first);
            Place = new AttributePlace(nameStart, nameEnd, at, at + Math.Max(0, length));
            Position = at + length + 1;
            return length >= 0 || Cut();
        }

        var end = at;
        while (end < page.Length && !MarkupBytes.EndsUnquotedValue(page[end]))
        {
            end++;
        }

        Place = new AttributePlace(nameStart, nameEnd, at, end);
        Position = end;
        return end < page.Length || Cut();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SkipSpaces(ReadOnlySpan<byte> page, int at)
    {
        while (at < page.Length && MarkupBytes.IsSpace(page[at]))
        {
            at++;
        }

        return at;
    }

    private bool Cut()
    {
        IsCut = true;
        Position = _source.Length;
        return false;
    }
}
