using AsyncCrawler.MockSite.Graph;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.MockSite.Tests.Graph;

public sealed class PngEncoderTests
{
    [Fact]
    public void Encode_AnyPixels_CanBeDecodedAgain() =>
        Prop.ForAll<byte, byte, byte>((width, height, value) =>
        {
            var (w, h) = (1 + (width % 64), 1 + (height % 64));
            var pixels = Enumerable.Range(0, w * h * 3).Select(i => (byte)(i * (value + 1))).ToArray();

            var image = PngReader.Read(PngEncoder.Encode(w, h, pixels));

            return image.Width == w && image.Height == h && image.Pixels.AsSpan().SequenceEqual(pixels);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_PixelsOfAnotherSize_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PngEncoder.Encode(2, 2, new byte[11]));
}
