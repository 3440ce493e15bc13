namespace AsyncCrawler.Host.Records;

/// <summary>A file of the media store.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="ContentType">As what it may be shown: an image type for raster images, otherwise plain bytes (promises S21).</param>
internal sealed record StoredMedia(string Path, string ContentType)
{
    private const int HashLength = 64;
    private const string Bytes = "application/octet-stream";

    // Raster images only: an SVG is a document, with scripts in it.
    private static readonly Dictionary<string, string> ImageTypes = new(StringComparer.Ordinal)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".ico"] = "image/x-icon",
    };

    /// <summary>Finds a file by its content's hash; null when there is none. No byte of the caller's text becomes part of a path before it is known to be a hash.</summary>
    /// <param name="mediaFolder">The folder of the store.</param>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    public static StoredMedia? Find(string mediaFolder, string sha256)
    {
        if (!HexText.Is(sha256, HashLength))
        {
            return null;
        }

        var shard = System.IO.Path.Combine(mediaFolder, sha256[..2]);
        var path = Directory.Exists(shard) ? Directory.EnumerateFiles(shard, $"{sha256}.*").FirstOrDefault() : null;
        return path is null ? null : new StoredMedia(path, ImageTypes.GetValueOrDefault(System.IO.Path.GetExtension(path), Bytes));
    }
}
