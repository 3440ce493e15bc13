using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Tests.Settings;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("90", 90_000)]
    [InlineData("1.5", 1_500)]
    [InlineData("0", 0)]
    [InlineData("-1", -1_000)]
    [InlineData("250ms", 250)]
    [InlineData("90s", 90_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1H", 3_600_000)]
    [InlineData("2d", 172_800_000)]
    [InlineData(" 0.5h ", 1_800_000)]
    [InlineData("00:01:30", 90_000)]
    public void TryParse_OfAKnownForm_GivesItsTime(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var time));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5y")]
    [InlineData("1,5")]
    [InlineData("1 h 2 m")]
    [InlineData("99999999999999d")]
    [InlineData("1:2:3:4:5")]
    [InlineData("NaN")]
    public void TryParse_OfAnythingElse_Fails(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(10, "10ms")]
    [InlineData(90_000, "90s")]
    [InlineData(3_600_000, "1h")]
    [InlineData(86_400_000, "1d")]
    public void Format_TakesTheLargestUnitThatGivesAWholeNumber(double milliseconds, string expected) =>
        Assert.Equal(expected, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));
}
