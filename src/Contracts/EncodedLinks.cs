using System.Collections;
using System.Text;

namespace AsyncCrawler.Contracts;

/// <summary>
/// The links of a reply as they came over the wire: checked, and left as bytes. Most links of a page stood on the page before,
/// so whoever knows them by their bytes needs no text; who reads the list has the texts made once. Immutable and thread-safe.
/// </summary>
public sealed class EncodedLinks : IReadOnlyList<ParsedLink>
{
    private readonly byte[] _bytes;
    private readonly ulong _sources;
    private IReadOnlyList<ParsedLink>? _decoded;

    internal EncodedLinks(byte[] bytes, int count, ulong sources)
    {
        _bytes = bytes;
        Count = count;
        _sources = sources;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public ParsedLink this[int index] => Decoded[index];

    private IReadOnlyList<ParsedLink> Decoded => _decoded ??= Decode();

    /// <summary>The same links as bytes.</summary>
    /// <param name="links">The links.</param>
    /// <returns>The same object when they are bytes already.</returns>
    public static EncodedLinks Of(IReadOnlyList<ParsedLink> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        if (links is EncodedLinks encoded)
        {
            return encoded;
        }

        using var writer = new FrameWriter();
        var sources = 0UL;
        foreach (var link in links)
        {
            link.WriteTo(writer);
            sources |= BitOf(link.Source);
        }

        return new EncodedLinks(writer.Written.ToArray(), links.Count, sources);
    }

    /// <summary>Whether there may be a link of this source: so that nobody walks along them for what is hardly ever there.</summary>
    /// <param name="source">The source.</param>
    public bool MayHave(LinkSource source) => (_sources & BitOf(source)) != 0;

    /// <summary>Walks the links without making texts of them.</summary>
    /// <returns>What <c>foreach</c> wants.</returns>
    public Walk AsBytes() => new(_bytes, Count);

    /// <inheritdoc/>
    public IEnumerator<ParsedLink> GetEnumerator() => Decoded.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads the links of a reply.</summary>
    /// <exception cref="ProtocolViolationException">They are too many, cut off, or no links.</exception>
    internal static EncodedLinks Read(ref PayloadReader reader, ReplyBounds bounds)
    {
        var count = reader.ReadCount(ParsedLink.SmallestEncoding, bounds.MaxLinks);
        var start = reader;
        var sources = 0UL;
        for (var i = 0; i < count; i++)
        {
            sources |= BitOf(EncodedLink.Read(ref reader).Source);
        }

        return new EncodedLinks(start.Peek(start.Remaining - reader.Remaining).ToArray(), count, sources);
    }

    // A child may name sources that there are not: those share the bits of others.
    internal static ulong BitOf(LinkSource source) => 1UL << ((int)source & 63);

    /// <summary>Writes them as they are read.</summary>
    internal void WriteTo(FrameWriter writer)
    {
        writer.WriteInt32(Count);
        writer.WriteRaw(_bytes);
    }

    private ParsedLink[] Decode()
    {
        var links = new ParsedLink[Count];
        var next = 0;
        foreach (var link in AsBytes())
        {
            links[next++] = new ParsedLink(Encoding.UTF8.GetString(link.Url), link.Source, link.Relations, link.Hint);
        }

        return links;
    }

    /// <summary>The way along the links; starts before the first.</summary>
    public ref struct Walk
    {
        private PayloadReader _rest;
        private int _left;

        internal Walk(byte[] bytes, int count)
        {
            _rest = new PayloadReader(bytes);
            _left = count;
        }

        /// <summary>The link that was reached.</summary>
        public EncodedLink Current { get; private set; }

        /// <summary>This.</summary>
        public readonly Walk GetEnumerator() => this;

        /// <summary>Goes on to the next link.</summary>
        /// <returns>False behind the last.</returns>
        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }

            _left--;
            Current = EncodedLink.ReadAgain(ref _rest);
            return true;
        }
    }
}
