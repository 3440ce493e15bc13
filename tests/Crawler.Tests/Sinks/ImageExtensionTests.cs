using System.Text;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class ImageExtensionTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D", "png")]
    [InlineData("FFD8FFE000104A464946", "jpg")]
    [InlineData("474946383961", "gif")]
    [InlineData("474946383761", "gif")]
    [InlineData("524946462400000057454250", "webp")]
    [InlineData("000001000100", "ico")]
    [InlineData("0000001C6674797061766966", "avif")]
    [InlineData("0000001C6674797061766973", "avif")]
    [InlineData("424D3600000000000000", "bmp")]
    public void Signature_DecidesAgainstTheContentType(string hex, string expected) =>
        Assert.Equal(expected, ImageExtension.Of(Convert.FromHexString(hex), "image/tiff"));

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("<svg>")]
    [InlineData("\ufeff \r\n<?xml version='1.0'?>\n<!-- a > b -->\n<svg\n>")]
    [InlineData("<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'x.dtd'><svg >")]
    [InlineData("<!DOCTYPE svg [ <!ENTITY a 'b'> ]><svg/>")]
    public void Svg_BehindAnyPrologue_IsFound(string text) => Assert.Equal("svg", ImageExtension.Of(Encoding.UTF8.GetBytes(text), null));

    [Theory]
    [InlineData("<!doctype html><html><body><svg></svg></body></html>")]
    [InlineData("<html><svg>")]
    [InlineData("<svgx>")]
    [InlineData("<svg")]
    [InlineData("<!-- never closed <svg>")]
    [InlineData("BMW sells cars, and this is no bitmap")]
    [InlineData("")]
    public void NoImage_WhateverTheServerSays_IsUnknown(string text) => Assert.Equal("bin", ImageExtension.Of(Encoding.UTF8.GetBytes(text), "image/png"));

    [Fact]
    public void Svg_BehindAPrologueLongerThanTheHeader_IsUnknown() =>
        Assert.Equal("bin", ImageExtension.Of(Encoding.UTF8.GetBytes(new string(' ', 2_000) + "<svg>"), null));

    [Theory]
    [InlineData("image/tiff", "tif")]
    [InlineData(" IMAGE/JXL ; q=1", "jxl")]
    [InlineData("image/svg+xml;charset=utf-16", "svg")]
    [InlineData("text/html", "bin")]
    [InlineData("image/../../x", "bin")]
    [InlineData("", "bin")]
    [InlineData(null, "bin")]
    public void ContentType_DecidesForFormatsWithoutSignature(string? contentType, string expected) =>
        Assert.Equal(expected, ImageExtension.Of([1, 2, 3], contentType));
}
