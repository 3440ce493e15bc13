using System.Text;
using System.Xml.XPath;

namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>Walks over the text of a page, without recursion, and leaves out what was dropped.</summary>
internal static class ProseWalk
{
    /// <summary>Tells a form what is in an element.</summary>
    /// <param name="page">The page.</param>
    /// <param name="root">The number of the element.</param>
    /// <param name="form">The form.</param>
    public static void Write(ProsePage page, int root, IProseForm form)
    {
        var open = new Stack<int>();
        var end = page.Tree[root].End;
        for (var i = root; i < end && !form.Flow.IsFull;)
        {
            LeaveUntil(page, open, i, form);
            ref readonly var node = ref page.Tree[i];
            if (node.Type == XPathNodeType.Text)
            {
                form.Write(node.Text);
            }
            else if (page[i] == ProseElement.Dropped || !form.TryEnter(i))
            {
                i = node.End;
                continue;
            }
            else
            {
                open.Push(i);
            }

            i++;
        }

        LeaveUntil(page, open, end, form);
    }

    /// <summary>The text of an element as it stands, line breaks included.</summary>
    /// <param name="page">The page.</param>
    /// <param name="root">The number of the element.</param>
    /// <returns>The characters.</returns>
    public static string TextOf(ProsePage page, int root)
    {
        var text = new StringBuilder();
        for (var i = root + 1; i < page.Tree[root].End; i++)
        {
            if (page[i] == ProseElement.Dropped)
            {
                i = page.Tree[i].End - 1;
            }
            else if (page[i] == ProseElement.LineBreak)
            {
                text.Append('\n');
            }
            else if (page.Tree[i].Type == XPathNodeType.Text)
            {
                text.Append(page.Tree[i].Text);
            }
        }

        return text.ToString();
    }

    private static void LeaveUntil(ProsePage page, Stack<int> open, int index, IProseForm form)
    {
        while (open.TryPeek(out var innermost) && page.Tree[innermost].End <= index)
        {
            form.Leave(open.Pop());
        }
    }
}
