using System.Text;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>
/// A text that grows word by word. White space and line breaks wait until something follows them, so that none stands at a
/// line's end or at the text's, and two breaks in a row become one.
/// </summary>
/// <param name="maxLength">Most characters of the text.</param>
internal sealed class TextFlow(int maxLength)
{
    // Deeper quotes and lists go on without further indentation: their lines would hold little else.
    private const int MaxIndentation = 64;

    private readonly StringBuilder _text = new();
    private string _indentation = "";
    private string? _firstIndentation;
    private string _openMarks = "";
    private int _sharedIndentation;
    private int _breaks;
    private char? _space;

    /// <summary>True when something did not fit: the rest is not taken.</summary>
    public bool IsFull { get; private set; }

    /// <summary>True when what is written next begins a line.</summary>
    public bool IsAtLineStart => _breaks > 0 || _text.Length == 0;

    /// <summary>Appends a text, its white space collapsed.</summary>
    /// <param name="text">The text.</param>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && !IsFull)
        {
            var end = AsciiWhitespace.IndexIn(text);
            if (end == 0)
            {
                _space ??= ' ';
                text = text.TrimStart(AsciiWhitespace.Characters);
                continue;
            }

            Flush();
            Write(end < 0 ? text : text[..end]);
            text = end < 0 ? [] : text[end..];
        }
    }

    /// <summary>Appends a text as it stands, line by line.</summary>
    /// <param name="text">The text.</param>
    public void AppendLines(ReadOnlySpan<char> text)
    {
        var isFirst = true;
        foreach (var line in text.EnumerateLines())
        {
            if (IsFull)
            {
                return;
            }

            if (!isFirst)
            {
                _breaks = 1;
            }

            isFirst = false;
            Flush();
            Write(line);
        }
    }

    /// <summary>Appends something in one piece.</summary>
    /// <param name="piece">The piece; white space in it stays.</param>
    public void AppendWhole(ReadOnlySpan<char> piece)
    {
        Flush();
        Write(piece);
    }

    /// <summary>Puts a space, a tab for example, before what follows, unless a line begins there.</summary>
    /// <param name="space">The character; takes the place of a blank that waits.</param>
    public void Separate(char space) => _space = space;

    /// <summary>Begins a new line before what follows.</summary>
    /// <param name="lines">1 for a line, 2 for an empty line between.</param>
    public void Break(int lines)
    {
        _breaks = Math.Max(_breaks, lines);
        _space = null;
    }

    /// <summary>Begins a new line; the second time in a row leaves an empty one.</summary>
    public void BreakOnce()
    {
        _breaks = Math.Min(_breaks + 1, 2);
        _space = null;
    }

    /// <summary>Puts a mark before the next word; white space before that stays outside.</summary>
    /// <param name="mark">The mark.</param>
    public void Open(string mark) => _openMarks += mark;

    /// <summary>Puts a mark after the last word, or takes the opening mark back when no word came.</summary>
    /// <param name="openMark">The mark that opened.</param>
    /// <param name="mark">The mark that closes.</param>
    public void Close(string openMark, string mark)
    {
        if (_openMarks.EndsWith(openMark, StringComparison.Ordinal))
        {
            _openMarks = _openMarks[..^openMark.Length];
        }
        else
        {
            Write(mark);
        }
    }

    /// <summary>Indents the lines that follow.</summary>
    /// <param name="first">What stands before the next line.</param>
    /// <param name="others">What stands before those after it.</param>
    /// <returns>What <see cref="Outdent"/> wants back.</returns>
    public int Indent(string first, string others)
    {
        var before = _indentation.Length;
        if (before < MaxIndentation)
        {
            _firstIndentation = (_firstIndentation ?? _indentation) + first;
            _indentation += others;
        }

        return before;
    }

    /// <summary>Ends an indentation.</summary>
    /// <param name="before">What <see cref="Indent"/> gave.</param>
    public void Outdent(int before)
    {
        _indentation = _indentation[..before];
        _firstIndentation = null;
        _sharedIndentation = Math.Min(_sharedIndentation, before);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Flush()
    {
        if (IsAtLineStart)
        {
            for (var line = 1; line < _breaks && _text.Length > 0; line++)
            {
                Write("\n");
                Write(_indentation.AsSpan(0, _sharedIndentation).TrimEnd());
            }

            Write(_text.Length > 0 ? "\n" : "");
            Write(_firstIndentation ?? _indentation);
            _firstIndentation = null;
            _sharedIndentation = _indentation.Length;
        }
        else if (_space is { } space)
        {
            Write([space]);
        }

        _breaks = 0;
        _space = null;
        Write(_openMarks);
        _openMarks = "";
    }

    private void Write(ReadOnlySpan<char> piece)
    {
        var room = maxLength - _text.Length;
        if (piece.Length <= room && !IsFull)
        {
            _text.Append(piece);
            return;
        }

        // Not through a surrogate pair.
        room = IsFull ? 0 : room > 0 && char.IsHighSurrogate(piece[room - 1]) ? room - 1 : room;
        _text.Append(piece[..room]);
        IsFull = true;
    }
}
