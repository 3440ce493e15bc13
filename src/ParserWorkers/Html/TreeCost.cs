using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using AsyncCrawler.Contracts;

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

    private static readonly long HeapLimit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private readonly OpenFormatting _formatting = new();
    private readonly OpenBlocks _blocks;
    private int _openInlines;
    private long _steps;
    private long _bytesLeft;

    private TreeCost(long bytes)
    {
        _blocks = new OpenBlocks(_formatting);
        _bytesLeft = bytes;
    }

    /// <summary>Estimates.</summary>
    /// <param name="characters">The page's text; not modified.</param>
    /// <param name="length">Its length.</param>
    /// <param name="heapBytes">The memory that this process may have; left out, the collector's limit.</param>
    /// <returns>Null when the tree may be built; otherwise what it would take too much of.</returns>
    public static RefusalReason? FindExcess(char[] characters, int length, long? heapBytes = null) => TreeSuspicion.IsCalledFor(characters.AsSpan(0, length))
        ? new TreeCost((heapBytes ?? HeapLimit) - ((long)length * CharacterBytes)).Read(characters, length)
        : null;

    private RefusalReason? Read(char[] characters, int length)
    {
        using var source = new TextSource(new CharArrayTextSource(characters, length));
        using var tokenizer = TokenReader.MakeTokenizer(source);
        tokenizer.SkipDataText = false;
        while (_formatting.Reopened <= MostReopened && _steps <= MostSteps && _bytesLeft >= 0)
        {
            ref var token = ref tokenizer.GetStructToken();
            switch (token.Type)
            {
                case HtmlTokenType.EndOfFile:
                    return null;
                case HtmlTokenType.Character:
                    _bytesLeft -= TextBytes;
                    _formatting.Reopen(_blocks.Level);
                    break;
                case HtmlTokenType.StartTag:
                    Open(ref token);
                    tokenizer.State = TokenReader.ModeOf(token.Name.Memory.Span);
                    break;
                case HtmlTokenType.EndTag:
                    Close(token.Name.Memory.Span);
                    break;
                default:
                    break;
            }
        }

        return _steps > MostSteps ? RefusalReason.TooMuchTime : RefusalReason.TooMuchMemory;
    }

    private void Open(ref StructHtmlToken token)
    {
        var name = token.Name.Memory.Span;
        _bytesLeft -= ElementBytes + (token.Attributes.Count * AttributeBytes);
        _steps += _blocks.Level + _openInlines + (_formatting.Count * StepsToCompare);
        if (_blocks.TryOpen(name))
        {
            return;
        }

        _formatting.Reopen(_blocks.Level);
        if (FormattingNames.Find(name) is { } known)
        {
            _openInlines++;
            _formatting.Open(known, Fingerprint(ref token), _blocks.Level);
        }
    }

    private void Close(ReadOnlySpan<char> name)
    {
        if (FormattingNames.Find(name) is { } known)
        {
            _openInlines = Math.Max(0, _openInlines - 1);
            _formatting.Close(known);
        }
        else
        {
            _blocks.Close(name);
        }
    }

    /// <summary>The same for the same attributes in any order.</summary>
    private static int Fingerprint(ref StructHtmlToken token)
    {
        var attributes = token.Attributes;
        var sum = 0;
        for (var i = 0; i < attributes.Count; i++)
        {
            var attribute = attributes[i];
            sum += HashCode.Combine(string.GetHashCode(attribute.Name.Memory.Span), string.GetHashCode(attribute.Value.Memory.Span));
        }

        return sum;
    }
}
