namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>Maps the local names of HTML elements.</summary>
internal static class PageElementNames
{
    /// <summary>Tells which element a name means.</summary>
    /// <param name="name">The local name in lower case, of an element in the HTML namespace.</param>
    /// <returns>The element, or <see cref="PageElement.None"/>.</returns>
    public static PageElement Classify(ReadOnlySpan<char> name) => name switch
    {
        "a" => PageElement.Anchor,
        "area" => PageElement.Area,
        "audio" => PageElement.Audio,
        "base" => PageElement.Base,
        "embed" => PageElement.Embed,
        "form" => PageElement.Form,
        "frame" => PageElement.Frame,
        "html" => PageElement.Root,
        "iframe" => PageElement.InlineFrame,
        "img" => PageElement.Image,
        "input" => PageElement.Input,
        "link" => PageElement.Link,
        "meta" => PageElement.Meta,
        "object" => PageElement.Object,
        "script" => PageElement.Script,
        "source" => PageElement.Source,
        "title" => PageElement.Title,
        "track" => PageElement.Track,
        "video" => PageElement.Video,
        _ => PageElement.None,
    };
}
