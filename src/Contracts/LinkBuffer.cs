using System.Buffers.Binary;

namespace AsyncCrawler.Contracts;

/// <summary>
/// Collects the links of a page in the bytes in which a reply carries them. Sitemaps, whose links carry a hint, have no use for it.
/// Not thread-safe.
/// </summary>
public sealed class LinkBuffer
{
    // What the links of most pages take, and what is kept for the next page.
    private const int InitialCapacity = 4096;
    private const int MostKept = 256 * 1024;

    private const int HeaderLength = 2 + sizeof(int);

    private byte[] _bytes = new byte[InitialCapacity];
    private int _length;
    private int _prepared;
    private ulong _sources;

    /// <summary>Links so far.</summary>
    public int Count { get; private set; }

    /// <summary>Lays the URL of a link down that may be added next.</summary>
    /// <param name="start">Its first part, in UTF-8.</param>
    /// <param name="rest">Its second part.</param>
    /// <returns>The whole URL, valid until the next call.</returns>
    public ReadOnlySpan<byte> Prepare(ReadOnlySpan<byte> start, ReadOnlySpan<byte> rest)
    {
        _prepared = start.Length + rest.Length;
        if (_bytes.Length - _length - HeaderLength < _prepared)
        {
            Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, _length + HeaderLength + _prepared)));
        }

        var url = _bytes.AsSpan(_length + HeaderLength, _prepared);
        start.CopyTo(url);
        rest.CopyTo(url[start.Length..]);
        return url;
    }

    /// <summary>Adds the link whose URL was laid down.</summary>
    /// <param name="source">Where it stood, in a page.</param>
    /// <param name="relations">Its relations.</param>
    /// <returns>Its place.</returns>
    /// <exception cref="ArgumentException">The link is one of a sitemap.</exception>
    public int Add(LinkSource source, LinkRelations relations)
    {
        if (source.IsListed())
        {
            throw new ArgumentException("A link of a sitemap carries a hint.", nameof(source));
        }

        var place = _length;
        _bytes[place] = (byte)source;
        _bytes[place + 1] = (byte)relations;
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(place + 2), _prepared);
        _length += HeaderLength + _prepared;
        _sources |= EncodedLinks.BitOf(source);
        Count++;
        return place;
    }

    /// <summary>The URL at a place.</summary>
    /// <param name="place">What <see cref="Add"/> returned.</param>
    /// <returns>The URL, valid until the next call of <see cref="Prepare"/>.</returns>
    public ReadOnlySpan<byte> UrlAt(int place) => _bytes.AsSpan(place + HeaderLength, BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(place + 2)));

    /// <summary>Where the link at a place stood.</summary>
    /// <param name="place">What <see cref="Add"/> returned.</param>
    public LinkSource SourceAt(int place) => (LinkSource)_bytes[place];

    /// <summary>Leaves a link only those relations that it has and others have too.</summary>
    /// <param name="place">What <see cref="Add"/> returned.</param>
    /// <param name="relations">The others.</param>
    public void Restrict(int place, LinkRelations relations) => _bytes[place + 1] &= (byte)relations;

    /// <summary>A copy of the links.</summary>
    /// <returns>The links in their order.</returns>
    public EncodedLinks ToLinks() => new(_bytes.AsSpan(0, _length).ToArray(), Count, _sources);

    /// <summary>Forgets the links, and keeps the memory.</summary>
    public void Clear()
    {
        _bytes = _bytes.Length <= MostKept ? _bytes : new byte[InitialCapacity];
        (_length, _prepared, _sources, Count) = (0, 0, 0, 0);
    }
}
