using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>One of the 40 encodings of the WHATWG Encoding standard.</summary>
/// <param name="name">The standard's name.</param>
/// <param name="makeDecoder">Makes the decoder; indexes are built when they are first needed.</param>
/// <param name="queryEncoding">Makes <see cref="QueryEncoding"/>.</param>
internal sealed class DocumentEncoding(string name, Func<TextDecoder> makeDecoder, Func<Encoding?> queryEncoding)
{
    private readonly Lazy<TextDecoder> _decoder = new(makeDecoder);
    private readonly Lazy<Encoding?> _queryEncoding = new(queryEncoding);

    /// <summary>The standard's name, for example <c>UTF-8</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Decodes documents.</summary>
    public TextDecoder Decoder => _decoder.Value;

    /// <summary>
    /// The encoding of queries of URLs in such a document; null means UTF-8, which is also the output encoding of UTF-16
    /// and replacement (Encoding §4.3), and taken for the four that .NET cannot encode: ISO-8859-10, -14, -16 and x-user-defined.
    /// </summary>
    public Encoding? QueryEncoding => _queryEncoding.Value;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
