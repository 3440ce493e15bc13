using System.Globalization;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Markdown: CommonMark, and the tables of GitHub Flavored Markdown where a table's cells hold nothing but lines.</summary>
/// <param name="page">The page.</param>
/// <param name="links">Resolves its URLs.</param>
/// <param name="flow">Takes the text.</param>
internal sealed class MarkdownForm(ProsePage page, ProseLinks links, TextFlow flow) : IProseForm
{
    private readonly Stack<int> _indentations = new();
    private readonly Dictionary<int, int> _itemNumbers = [];
    private readonly MarkdownTable _table = new(page, flow);
    private int _emphasisEnd;
    private int _strongEnd;

    /// <inheritdoc/>
    public TextFlow Flow => flow;

    /// <inheritdoc/>
    public bool TryEnter(int index)
    {
        switch (page[index])
        {
            case ProseElement.LineBreak:
                EnterLineBreak(index);
                return false;
            case ProseElement.Rule:
                flow.Break(2);
                flow.AppendWhole("---");
                flow.Break(2);
                return false;
            case ProseElement.Preformatted:
                AppendCodeBlock(ProseWalk.TextOf(page, index).AsSpan().Trim('\n'));
                return false;
            case ProseElement.Code when !page.HasBlocks(index):
                AppendCode(AsciiWhitespace.Collapse(ProseWalk.TextOf(page, index), int.MaxValue - 1));
                return false;
            case ProseElement.Image:
                AppendImage(index);
                return false;
            case ProseElement.Table or ProseElement.TablePart or ProseElement.Row or ProseElement.Cell:
                _table.Enter(index);
                return true;
            case ProseElement.Link or ProseElement.Emphasis or ProseElement.Strong:
                EnterInline(index);
                return true;
            default:
                EnterBlock(index);
                return true;
        }
    }

    /// <inheritdoc/>
    public void Leave(int index)
    {
        switch (page[index])
        {
            case ProseElement.Table or ProseElement.TablePart or ProseElement.Row or ProseElement.Cell:
                _table.Leave(index);
                break;
            case ProseElement.Link or ProseElement.Emphasis or ProseElement.Strong:
                LeaveInline(index);
                break;
            default:
                LeaveBlock(index);
                break;
        }
    }

    /// <inheritdoc/>
    public void Write(string text) => flow.Append(MarkdownText.Escape(text, flow.IsAtLineStart));

    private void EnterLineBreak(int index)
    {
        if (_table.Holds(index))
        {
            flow.Separate(' ');
        }
        else
        {
            // A line of its own is a paragraph of its own: unlike two spaces at a line's end, that cannot be overlooked.
            flow.Break(2);
        }
    }

    private void EnterBlock(int index)
    {
        BreakAround(index);
        switch (page[index])
        {
            case ProseElement.Heading when page.HasText(index):
                var level = page.Tree[index].Element?.LocalName[1] - '0' ?? 1;
                flow.Open(new string('#', level) + " ");
                break;
            case ProseElement.Quote:
                _indentations.Push(flow.Indent("> ", "> "));
                break;
            case ProseElement.Item:
                var mark = MarkOf(page.Tree[index].Parent);
                _indentations.Push(flow.Indent(mark, new string(' ', mark.Length)));
                break;
            default:
                break;
        }
    }

    private void LeaveBlock(int index)
    {
        if (page[index] is ProseElement.Quote or ProseElement.Item)
        {
            flow.Outdent(_indentations.Pop());
        }

        BreakAround(index);
    }

    private string MarkOf(int list)
    {
        if (page[list] != ProseElement.OrderedList)
        {
            return "- ";
        }

        var number = _itemNumbers.GetValueOrDefault(list, 1);
        _itemNumbers[list] = number + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{number}. ");
    }

    private void EnterInline(int index)
    {
        if (!page.HasText(index) || page.HasBlocks(index))
        {
            return;
        }

        var end = page.Tree[index].End;
        switch (page[index])
        {
            case ProseElement.Link when links.Resolve(index, "href") is not null:
                flow.Open("[");
                break;
            case ProseElement.Emphasis when index >= _emphasisEnd:
                _emphasisEnd = end;
                flow.Open("*");
                break;
            case ProseElement.Strong when index >= _strongEnd:
                _strongEnd = end;
                flow.Open("**");
                break;
            default:
                break;
        }
    }

    private void LeaveInline(int index)
    {
        if (!page.HasText(index) || page.HasBlocks(index))
        {
            return;
        }

        var end = page.Tree[index].End;
        switch (page[index])
        {
            case ProseElement.Link when links.Resolve(index, "href") is { } url:
                flow.Close("[", $"]({url})");
                break;
            case ProseElement.Emphasis when end == _emphasisEnd:
                _emphasisEnd = 0;
                flow.Close("*", "*");
                break;
            case ProseElement.Strong when end == _strongEnd:
                _strongEnd = 0;
                flow.Close("**", "**");
                break;
            default:
                break;
        }
    }

    private void AppendCodeBlock(ReadOnlySpan<char> text)
    {
        var fence = MarkdownText.Fence(text, least: 3);
        flow.Break(2);
        flow.AppendWhole(fence);
        flow.Break(1);
        flow.AppendLines(text);
        flow.Break(1);
        flow.AppendWhole(fence);
        flow.Break(2);
    }

    private void AppendCode(string text)
    {
        if (text.Length > 0)
        {
            var fence = MarkdownText.Fence(text, least: 1);
            var padding = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
            flow.AppendWhole(fence + padding + text + padding + fence);
        }
    }

    private void AppendImage(int index)
    {
        var alternative = AsciiWhitespace.Collapse(page.Tree[index].Element?.GetAttribute("alt"), int.MaxValue - 1);
        if (alternative.Length > 0 && links.Resolve(index, "src") is { } url)
        {
            flow.AppendWhole($"![{MarkdownText.Escape(alternative, isAtLineStart: false)}]({url})");
        }
    }

    private void BreakAround(int index)
    {
        var meaning = page[index];
        if (ProseElementNames.IsBlock(meaning))
        {
            var isNestedList = meaning is ProseElement.List or ProseElement.OrderedList && page[page.Tree[index].Parent] == ProseElement.Item;
            flow.Break(meaning == ProseElement.Item || isNestedList ? 1 : 2);
        }
    }
}
