using System.Collections.Frozen;

namespace AsyncCrawler.Sinks;

/// <summary>
/// The file name extension of an image, from a closed set: nothing of a URL or header ever becomes part of a path (promise
/// S17). A format that can be told from its first bytes is believed only by them; the Content-Type decides for the others.
/// </summary>
internal static class ImageExtension
{
    /// <summary>For bytes that are no known image.</summary>
    public const string Unknown = "bin";

    // MIME Sniffing §6.1 and what it leaves out; none of these formats has a signature in FromSignature.
    private static readonly FrozenDictionary<string, string> ByContentType = new Dictionary<string, string>
    {
        ["image/heic"] = "heic",
        ["image/heif"] = "heif",
        ["image/jp2"] = "jp2",
        ["image/jxl"] = "jxl",
        ["image/svg+xml"] = "svg",
        ["image/tiff"] = "tif",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The extension, without a point.</summary>
    /// <param name="bytes">The image.</param>
    /// <param name="contentType">The Content-Type field; null when there was none.</param>
    public static string Of(ReadOnlySpan<byte> bytes, string? contentType) =>
        FromSignature(bytes)
        ?? (SvgSniffer.IsSvg(bytes) ? "svg" : null)
        ?? FromContentType(contentType)
        ?? Unknown;

    private static string? FromSignature(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "webp",
        [0x00, 0x00, 0x01, 0x00, _, _, ..] => "ico",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', (byte)'f' or (byte)'s', ..] => "avif",

        // Two letters alone would make a bitmap of many a text; the four reserved bytes of the file header are zero.
        [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..] => "bmp",
        _ => null,
    };

    private static string? FromContentType(string? contentType)
    {
        if (contentType is null)
        {
            return null;
        }

        var essence = contentType.AsSpan();
        var parameters = essence.IndexOf(';');
        essence = (parameters < 0 ? essence : essence[..parameters]).Trim();
        return ByContentType.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(essence, out var extension) ? extension : null;
    }
}
