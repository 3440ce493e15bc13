namespace AsyncCrawler.MockSite.Graph;

/// <summary>Writes a page model as HTML. Stateless apart from the shared prose; thread-safe.</summary>
internal sealed class PageRenderer(Prose prose, ImagePool images)
{
    private const int LinksPerSection = 6;

    /// <summary>Writes the whole document.</summary>
    /// <param name="model">The page.</param>
    /// <param name="origin">Scheme, host and port that absolute links carry, without a trailing slash.</param>
    /// <param name="page">Where to.</param>
    public void Render(PageModel model, string origin, PageBuffer page)
    {
        var words = new SplitMix64(model.TextStart);
        var address = PageAddress.Of(model.Number);
        WriteHead(model, origin + address, words, page);
        WriteLinks(model.Navigation, "<nav><ul>\n"u8, "</ul></nav>\n</header>\n<main>\n"u8, address, origin, page);
        WriteBody(model, address, origin, words, page);
        WriteTable(model, address, origin, words, page);
        WriteLinks(model.Footer, "</main>\n<footer><ul>\n"u8, "</ul>\n<p>Drawn from one number.</p></footer>\n</body>\n</html>\n"u8, address, origin, page);
    }

    private void WriteHead(PageModel model, string canonical, SplitMix64 words, PageBuffer page)
    {
        var title = prose.Heading(words);
        page.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>"u8);
        page.Write(title);
        page.Write(" – page "u8);
        page.Write(model.Number);
        page.Write("</title>\n<meta name=\"description\" content=\""u8);
        page.Write(prose.Sentence(words));
        page.Write("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"canonical\" href=\""u8);
        page.WriteAddress(canonical);
        page.Write("\">\n<style>body{max-width:60em;margin:auto;font-family:serif}nav li{display:inline}td{padding:.2em 1em}</style>\n"u8);
        page.Write("</head>\n<body id=\"top\">\n<header>\n<h1>"u8);
        page.Write(title);
        page.Write("</h1>\n"u8);
    }

    private static void WriteLinks(
        IReadOnlyList<PageLink> links, ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, string from, string origin, PageBuffer page)
    {
        page.Write(before);
        foreach (var link in links)
        {
            page.Write("<li>"u8);
            WriteLink(link, from, origin, page);
            page.Write("</li>\n"u8);
        }

        page.Write(after);
    }

    private void WriteBody(PageModel model, string from, string origin, SplitMix64 words, PageBuffer page)
    {
        for (var i = 0; i < model.Body.Count; i++)
        {
            if (i % LinksPerSection == 0)
            {
                WriteSectionStart(model, i / LinksPerSection, words, page);
            }

            page.Write("<p>"u8);
            WriteSentences(words.Between(2, 5), words, page);
            WriteLink(model.Body[i], from, origin, page);
            page.Write(". "u8);
            WriteSentences(words.Between(1, 4), words, page);
            page.Write("</p>\n"u8);
        }

        while (page.Length < model.ProseBytes)
        {
            page.Write("<p>"u8);
            WriteSentences(words.Between(3, 7), words, page);
            page.Write("</p>\n"u8);
        }
    }

    private void WriteSectionStart(PageModel model, int section, SplitMix64 words, PageBuffer page)
    {
        page.Write("<h2 id=\"part-"u8);
        page.Write(section);
        page.Write("\">"u8);
        page.Write(prose.Heading(words));
        page.Write("</h2>\n"u8);
        switch (section)
        {
            case 0:
                WriteImage(model.Images[0], page);
                break;
            case 1:
                WriteSetOfImages(model.Images[1], model.Images[2], page);
                break;
            case 2:
                page.Write("<picture><source srcset=\""u8);
                page.Write(ImagePool.AddressOf(model.Images[3]));
                page.Write("\" media=\"(min-width: 40em)\">"u8);
                WriteImage(model.Images[4], page);
                page.Write("</picture>\n"u8);
                break;
        }
    }

    private static void WriteSetOfImages(int small, int large, PageBuffer page)
    {
        page.Write("<figure><img srcset=\""u8);
        page.Write(ImagePool.AddressOf(small));
        page.Write(" 1x, "u8);
        page.Write(ImagePool.AddressOf(large));
        page.Write(" 2x\" src=\""u8);
        page.Write(ImagePool.AddressOf(small));
        page.Write("\" alt=\"Stripes\"><figcaption>Stripes.</figcaption></figure>\n"u8);
    }

    private void WriteImage(int image, PageBuffer page)
    {
        var (width, height) = images.SizeOf(image);
        page.Write("<img src=\""u8);
        page.Write(ImagePool.AddressOf(image));
        page.Write("\" width=\""u8);
        page.Write(width);
        page.Write("\" height=\""u8);
        page.Write(height);
        page.Write("\" alt=\"Stripes\">\n"u8);
    }

    private void WriteTable(PageModel model, string from, string origin, SplitMix64 words, PageBuffer page)
    {
        page.Write("<table>\n<tr><th>Subject</th><th>Count</th><th>See</th></tr>\n"u8);
        foreach (var link in model.Table)
        {
            page.Write("<tr><td>"u8);
            page.Write(prose.Heading(words));
            page.Write("</td><td>"u8);
            page.Write(words.Below(10_000));
            page.Write("</td><td>"u8);
            WriteLink(link, from, origin, page);
            page.Write("</td></tr>\n"u8);
        }

        page.Write("</table>\n"u8);
    }

    private static void WriteLink(PageLink link, string from, string origin, PageBuffer page)
    {
        page.Write("<a href=\""u8);
        page.WriteAddress(link.Href(from, origin));
        page.Write("\">"u8);
        page.Write(link.Form switch
        {
            LinkForm.Mail => "Write to the editor"u8,
            LinkForm.Script => "Print this page"u8,
            LinkForm.Top => "Back to the top"u8,
            _ => "Page "u8,
        });
        if (link.IsPage)
        {
            page.Write(link.Target);
        }

        page.Write("</a>"u8);
    }

    private void WriteSentences(int count, SplitMix64 words, PageBuffer page)
    {
        for (var i = 0; i < count; i++)
        {
            page.Write(prose.Sentence(words));
        }
    }
}
