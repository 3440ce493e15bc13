using System.Text;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>
/// Estimates from a page's tokens what its tree would cost, without building it. Two costs grow with the square of the page:
/// elements that are opened again behind every block (HTML §13.2.4.3, the "formatting bomb"), and the search for an open
/// element in a deep tree (§13.2.4.2); one grows with the page alone, and by a hundred to one: small elements, and nothing else. A page that would be far beyond its share of memory or time is refused for a
/// thousandth of what its death would cost. An estimate: what slips through meets the heap limit and the deadline.
/// </summary>
internal sealed class TreeCost
{
    // 470 bytes each: 120 MB, half of the default heap. The small bomb of promises H01 (300 tags, 90,000 elements) fits.
    private const int MostReopened = 250_000;

    // 4 ns each: 8 s where the deadline is 5. The deepest page of the corpora, 42,947 levels, has 0.9 thousand million.
    private const long MostSteps = 2_000_000_000;

    // Measured with a heap of 256 MB and all that a request may ask of a tree: 500,000 empty elements fit, 700,000 do not, and
    // neither do 500,000 paragraphs of one letter.
    private const int ElementBytes = 400;
    private const int AttributeBytes = 100;
    private const int TextBytes = 150;

    // Beside the tree: the body, its characters, and the tokenizer's copy of them.
    private const int CharacterBytes = 6;

    // A new formatting element is compared with each in the list, attributes and all.
    private const int StepsToCompare = 10;

    private const int FewAttributes = 64;

    private static readonly long HeapLimit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private readonly OpenFormatting _formatting = new();
    private readonly OpenBlocks _blocks;
    private readonly TokenText _text = new();
    private HashSet<int> _attributeNames = [];
    private int _openInlines;
    private long _steps;
    private long _bytesLeft;

    private TreeCost(long bytes)
    {
        _blocks = new OpenBlocks(_formatting);
        _bytesLeft = bytes;
    }

    /// <summary>Estimates.</summary>
    /// <param name="page">The page in UTF-8.</param>
    /// <param name="heapBytes">The memory that this process may have; left out, the collector's limit.</param>
    /// <returns>Null when the tree may be built; otherwise what it would take too much of.</returns>
    public static RefusalReason? FindExcess(ReadOnlySpan<byte> page, long? heapBytes = null) => TreeSuspicion.IsCalledFor(page)
        ? new TreeCost((heapBytes ?? HeapLimit) - ((long)Encoding.UTF8.GetCharCount(page) * CharacterBytes)).Read(page)
        : null;

    private RefusalReason? Read(ReadOnlySpan<byte> page)
    {
        var tokenizer = new HtmlTokenizer(page);
        while (_formatting.Reopened <= MostReopened && _steps <= MostSteps && _bytesLeft >= 0)
        {
            switch (tokenizer.Read())
            {
                case TokenKind.EndOfFile:
                    return null;
                case TokenKind.Text:
                    _bytesLeft -= TextBytes;
                    _formatting.Reopen(_blocks.Level);
                    break;
                case TokenKind.StartTag:
                    Open(in tokenizer);
                    tokenizer.Enter(TokenReader.ModeBehind(tokenizer.Tag));
                    break;
                case TokenKind.EndTag:
                    Close(tokenizer.Tag);
                    break;
                default:
                    break;
            }
        }

        return _steps > MostSteps ? RefusalReason.TooMuchTime : RefusalReason.TooMuchMemory;
    }

    private void Open(in HtmlTokenizer tokenizer)
    {
        var fingerprint = TakeAttributes(tokenizer.Attributes);
        _bytesLeft -= ElementBytes;
        _steps += _blocks.Level + _openInlines + (_formatting.Count * StepsToCompare);
        if (_blocks.TryOpen(tokenizer.Tag))
        {
            return;
        }

        _formatting.Reopen(_blocks.Level);
        if (FormattingTags.Contains(tokenizer.Tag))
        {
            _openInlines++;
            _formatting.Open(tokenizer.Tag, fingerprint, _blocks.Level);
        }
    }

    private void Close(HtmlTag tag)
    {
        if (FormattingTags.Contains(tag))
        {
            _openInlines = Math.Max(0, _openInlines - 1);
            _formatting.Close(tag);
        }
        else
        {
            _blocks.Close(tag);
        }
    }

    /// <returns>A fingerprint: the same for the same attributes in any order.</returns>
    private int TakeAttributes(AttributeReader attributes)
    {
        var sum = 0;
        while (attributes.MoveNext() && _bytesLeft >= 0)
        {
            _text.Clear();
            var name = string.GetHashCode(_text.Append(attributes.Name, TextRules.None), StringComparison.OrdinalIgnoreCase);
            if (_attributeNames.Add(name))
            {
                _bytesLeft -= AttributeBytes;
                sum += HashCode.Combine(name, string.GetHashCode(_text.Append(attributes.Value, TextRules.Attribute)));
            }
        }

        // To clear a set takes as long as it once was large.
        if (_attributeNames.Count > FewAttributes)
        {
            _attributeNames = [];
        }

        _attributeNames.Clear();
        return sum;
    }
}
