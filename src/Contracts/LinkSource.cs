using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts;

/// <summary>Where in a document a URL stood. The byte values are part of the protocol.</summary>
[SuppressMessage("Design", "CA1028", Justification = "One byte on the wire.")]
public enum LinkSource : byte
{
    /// <summary><c>a[href]</c>.</summary>
    Anchor = 1,

    /// <summary><c>area[href]</c>.</summary>
    Area = 2,

    /// <summary><c>iframe[src]</c>.</summary>
    InlineFrame = 3,

    /// <summary><c>frame[src]</c>.</summary>
    Frame = 4,

    /// <summary><c>form[action]</c> with method GET.</summary>
    Form = 5,

    /// <summary><c>meta[http-equiv=refresh]</c> after a second or more.</summary>
    MetaRefresh = 6,

    /// <summary><c>link[href]</c> of another kind than those below.</summary>
    Link = 7,

    /// <summary><c>link[rel~=alternate]</c>.</summary>
    Alternate = 8,

    /// <summary><c>meta[http-equiv=refresh]</c> at once: in effect a redirect.</summary>
    ImmediateRefresh = 9,

    /// <summary><c>a[href]</c> or <c>area[href]</c> in the document of an <c>iframe[srcdoc]</c>.</summary>
    InlineDocument = 10,

    /// <summary><c>img[src]</c>.</summary>
    Image = 16,

    /// <summary>A candidate of <c>img[srcset]</c> or <c>link[imagesrcset]</c>, or <c>link[rel~=preload][as=image]</c>.</summary>
    ImageCandidate = 17,

    /// <summary>A candidate of <c>source[srcset]</c>.</summary>
    PictureSource = 18,

    /// <summary><c>input[type=image][src]</c>.</summary>
    InputImage = 19,

    /// <summary><c>link[rel~=icon]</c>, and its relatives <c>mask-icon</c> and <c>apple-touch-icon</c>.</summary>
    Icon = 20,

    /// <summary><c>video[poster]</c>.</summary>
    Poster = 21,

    /// <summary><c>video[src]</c>, <c>audio[src]</c>, <c>source[src]</c> or <c>track[src]</c>.</summary>
    Media = 32,

    /// <summary><c>script[src]</c>, and <c>link[rel~=preload]</c> of no other kind.</summary>
    Script = 33,

    /// <summary><c>link[rel~=stylesheet]</c>.</summary>
    StyleSheet = 34,

    /// <summary><c>object[data]</c> or <c>embed[src]</c>.</summary>
    EmbeddedObject = 35,

    /// <summary>A <c>loc</c>, <c>link</c> or line of a sitemap or feed.</summary>
    SitemapPage = 48,

    /// <summary>A sitemap named by a sitemap index.</summary>
    SitemapChild = 49,
}
