using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>The page that every worker parses before it is used.</summary>
internal static class FirstPage
{
    /// <summary>The request; its number is never that of a page.</summary>
    public static ParseRequest Request { get; } = new()
    {
        DocumentId = 0,
        Kind = DocumentKind.Html,
        // RFC 2606 §2: a name under .invalid is nobody's.
        Url = "http://first-page.invalid/",
        ContentType = "text/html; charset=utf-8",
        Body = """
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>First page</title>
            <meta name="description" content="Warms the parser up"><link rel="canonical" href="/"></head>
            <body><p>One <a href="link?a=b&amp;c#d" rel="nofollow">link</a><img src="image.png" srcset="a.png 1x, b.png 2x"></p></body></html>
            """u8.ToArray(),
    };
}
