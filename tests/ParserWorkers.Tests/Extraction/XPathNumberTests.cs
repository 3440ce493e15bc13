using System.Globalization;
using AsyncCrawler.ParserWorkers.Extraction;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

public sealed class XPathNumberTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.5, "0.5")]
    [InlineData(-12, "-12")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(1e21, "1000000000000000000000")]
    [InlineData(-1.5e-7, "-0.00000015")]
    [InlineData(1.2345678901234567e15, "1234567890123456.8")]
    [InlineData(9007199254740993e0, "9007199254740992")]
    public void ToText_OfANumber_WritesItWithoutExponent(double value, string expected) => Assert.Equal(expected, XPathNumber.ToText(value));

    [Fact]
    public void ToText_OfNegativeZero_HasNoSign() => Assert.Equal("0", XPathNumber.ToText(double.NegativeZero));

    [Fact]
    public void ToText_OfAnyFiniteNumber_ReadsBackAsTheSame() =>
        Prop.ForAll<double>(value =>
        {
            var text = XPathNumber.ToText(value);
            return text.Contains('E', StringComparison.Ordinal) is false && (!double.IsFinite(value) || double.Parse(text, CultureInfo.InvariantCulture) == value);
        }).QuickCheckThrowOnFailure();
}
