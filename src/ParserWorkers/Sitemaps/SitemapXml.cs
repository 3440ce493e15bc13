using System.Xml;

namespace AsyncCrawler.ParserWorkers.Sitemaps;

/// <summary>Reads XML sitemaps and feeds as a stream: no DTD, nothing fetched, every length and depth bounded.</summary>
internal static class SitemapXml
{
    private const int ChunkLength = 4096;

    private const int MaxNameShown = 100;

    /// <summary>Reads until the end, the first fault, or the last URL that may be reported.</summary>
    /// <param name="text">The document, from its first "&lt;" on.</param>
    /// <param name="elements">Told of each element and text.</param>
    /// <param name="links">Says when there is no use in reading on.</param>
    /// <returns>Why the reading ended before the document did; null when it was read to its end.</returns>
    public static string? Read(TextReader text, SitemapElements elements, SitemapLinks links)
    {
        using var source = new XmlCharacterSource(text);
        try
        {
            using var reader = Open(source);
            var chunk = new char[ChunkLength];
            while (!links.IsFull && reader.Read())
            {
                source.BeginNode();
                if (Take(reader, source, elements, chunk) is { } fault)
                {
                    return fault;
                }
            }

            return null;
        }
        catch (XmlException error)
        {
            return error.Message;
        }
    }

    private static XmlReader Open(XmlCharacterSource source)
    {
        var names = new NameTable();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = SitemapLimits.MaxBytes,
            NameTable = names,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,

            // The source has replaced them; what is left are references such as &#1;, of which the same holds.
            CheckCharacters = false,
        };
        return XmlReader.Create(source, settings, new XmlParserContext(names, new LenientNamespaces(names), xmlLang: null, XmlSpace.None));
    }

    private static string? Take(XmlReader reader, XmlCharacterSource source, SitemapElements elements, char[] chunk)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element when reader.Depth > SitemapLimits.MaxDepth:
                return $"Its elements are nested deeper than {SitemapLimits.MaxDepth}.";
            case XmlNodeType.Element when reader.Depth == 0 && !SitemapElements.IsKnownRoot(reader.LocalName):
                return $"Its root element is {reader.LocalName[..Math.Min(reader.LocalName.Length, MaxNameShown)]}.";
            case XmlNodeType.Element:
                var isEmpty = reader.IsEmptyElement;
                elements.Open(reader);
                if (isEmpty)
                {
                    elements.Close();
                }

                break;
            case XmlNodeType.EndElement:
                elements.Close();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                // Read in pieces: the text of one node may be as long as the document.
                while (reader.ReadValueChunk(chunk, 0, chunk.Length) is > 0 and var length)
                {
                    source.BeginNode();
                    elements.Append(chunk.AsSpan(0, length));
                }

                break;
            default:
                break;
        }

        return null;
    }
}
