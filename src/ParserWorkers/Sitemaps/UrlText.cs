using System.Text;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>Collects the text of one URL without its leading white space, and no more of it than a URL may have.</summary>
/// <param name="maxLength">Most characters of a URL.</param>
internal sealed class UrlText(int maxLength)
{
    private readonly StringBuilder _text = new();

    /// <summary>True when there was more than a URL may have; the text is then not the whole.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>True when nothing but white space came.</summary>
    public bool IsBlank => _text.Length == 0;

    /// <summary>Adds characters.</summary>
    /// <param name="characters">The next ones.</param>
    public void Append(ReadOnlySpan<char> characters)
    {
        var rest = _text.Length == 0 ? characters.TrimStart() : characters;
        var room = maxLength - _text.Length;
        if (rest.Length > room)
        {
            // White space at the end is no part of the URL and may be as long as it likes.
            IsTooLong |= !rest[room..].IsWhiteSpace();
            rest = rest[..room];
        }

        _text.Append(rest);
    }

    /// <summary>Takes the text and starts anew.</summary>
    /// <returns>The text without surrounding white space.</returns>
    public string Take()
    {
        var text = _text.ToString().TrimEnd();
        _text.Clear();
        IsTooLong = false;
        return text;
    }
}
