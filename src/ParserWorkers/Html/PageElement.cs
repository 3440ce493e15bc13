namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The HTML elements that say something to a crawler.</summary>
internal enum PageElement
{
    /// <summary>Any other element.</summary>
    None,
    Anchor,
    Area,
    Audio,
    Base,
    Embed,
    Form,
    Frame,
    Image,
    InlineFrame,
    Input,
    Link,
    Meta,
    Object,
    Root,
    Script,
    Source,
    Title,
    Track,
    Video,
}
