using System.Globalization;
using AsyncCrawler.Results;

namespace AsyncCrawler.Tests.Results;

public sealed class W3cDateTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1997", "1997-01-01T00:00:00Z")]
    [InlineData("1997-07", "1997-07-01T00:00:00Z")]
    [InlineData("1997-07-16", "1997-07-16T00:00:00Z")]
    [InlineData("1997-07-16T19:20+01:00", "1997-07-16T18:20:00Z")]
    [InlineData("1997-07-16T19:20:30Z", "1997-07-16T19:20:30Z")]
    [InlineData("1997-07-16T19:20:30.45+01:00", "1997-07-16T18:20:30.45Z")]
    [InlineData("1997-07-16T19:20:30", "1997-07-16T19:20:30Z")]
    public void Standard_Date_IsReadFromYearToFraction(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), W3cDate.Read(text, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("16.07.1997")]
    [InlineData("1997-13-01")]
    [InlineData("2026-01-31T12:00:01Z")]
    [InlineData("9999")]
    public void Date_ThatIsNoneOrLiesAhead_IsNotBelieved(string? text) => Assert.Null(W3cDate.Read(text, Now));
}
