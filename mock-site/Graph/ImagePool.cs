using System.Globalization;

namespace AsyncCrawler.MockSite.Graph;

/// <summary>The images that the pages of a graph share. Some addresses answer with the same bytes, as on real sites.</summary>
internal sealed class ImagePool(int pages, int seed)
{
    /// <summary>How many pages share an image as their first.</summary>
    public const int PagesPerImage = 10;

    private const int Fewest = 8;
    private const string Folder = "/img/";
    private const string Suffix = ".png";

    /// <summary>Addresses in the pool: one per ten pages, at least eight.</summary>
    public int Count { get; } = Math.Max(Fewest, (int)(((long)pages + PagesPerImage - 1) / PagesPerImage));

    /// <summary>The path of an image.</summary>
    public static string AddressOf(int image) => string.Create(CultureInfo.InvariantCulture, $"{Folder}{image}{Suffix}");

    /// <summary>The image at a path; false when there is none.</summary>
    public bool TryParse(string path, out int image)
    {
        image = 0;
        return path.StartsWith(Folder, StringComparison.Ordinal)
            && path.EndsWith(Suffix, StringComparison.Ordinal)
            && path.Length > Folder.Length + Suffix.Length
            && int.TryParse(path.AsSpan(Folder.Length..^Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out image)
            && image < Count
            && path == AddressOf(image);
    }

    /// <summary>Width and height in pixels.</summary>
    public (int Width, int Height) SizeOf(int image)
    {
        var draws = SplitMix64.For(seed, DrawPurpose.Image, OriginalOf(image));
        return (draws.Between(16, 97), draws.Between(16, 65));
    }

    /// <summary>The bytes of an image: stripes of two drawn colours over a gradient.</summary>
    public byte[] Render(int image)
    {
        var original = OriginalOf(image);
        var (width, height) = SizeOf(original);
        var draws = SplitMix64.For(seed, DrawPurpose.Image, ~original);
        var (red, green, blue, stripe) = (draws.Below(256), draws.Below(256), draws.Below(256), draws.Between(2, 9));
        var pixels = new byte[width * height * PngEncoder.BytesPerPixel];
        var at = 0;
        for (var y = 0; y < height; y++)
        {
            var shade = y / stripe % 2 == 0 ? 0 : 96;
            for (var x = 0; x < width; x++)
            {
                pixels[at++] = (byte)(red + shade + (x / stripe));
                pixels[at++] = (byte)(green + shade);
                pixels[at++] = (byte)(blue + (y / stripe));
            }
        }

        return PngEncoder.Encode(width, height, pixels);
    }

    private static int OriginalOf(int image) => image % 8 is 3 or 7 ? image - 1 : image;
}
