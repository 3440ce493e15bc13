using System.Globalization;
using AsyncCrawler.Politeness;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Politeness;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData(" 120\t", 120)]
    [InlineData("007", 7)]
    [InlineData("99999999", 365 * 24 * 3600)]
    [InlineData("99999999999999999999999999", 365 * 24 * 3600)]
    public void Standard_Seconds_AreADelay(string field, int seconds) => AssertDelay(seconds, field);

    [Theory]
    [InlineData("Sat, 31 Jan 2026 12:00:30 GMT", 30)] // IMF-fixdate
    [InlineData("Saturday, 31-Jan-26 12:00:30 GMT", 30)] // RFC 850
    [InlineData("Sat Jan 31 12:00:30 2026", 30)] // asctime
    [InlineData("Sun Feb  1 12:00:00 2026", 86_400)] // its day is padded with a space
    [InlineData("Mon, 31 Jan 2026 12:00:30 GMT", 30)] // the wrong day of the week
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", 0)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", 0)] // more than 50 years ahead is the past (RFC 9110 §5.6.7)
    [InlineData("Sun Nov  6 08:49:37 1994", 0)]
    [InlineData("Thursday, 31-Jan-76 12:00:00 GMT", 365 * 24 * 3600)] // exactly 50 years ahead is the future
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 365 * 24 * 3600)]
    public void Standard_DateInEachOfThreeForms_IsADelayFromNow(string field, int seconds) => AssertDelay(seconds, field);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData("1.5")]
    [InlineData("1,5")]
    [InlineData("5 seconds")]
    [InlineData("١٢")]
    [InlineData("Sat, 31 Jan 2026 12:00:30")]
    [InlineData("Sat, 31 Jan 2026 12:00:30 CET")]
    [InlineData("Sat, 32 Jan 2026 12:00:30 GMT")]
    [InlineData("2026-01-31T12:00:30Z")]
    [InlineData(", 31 Jan 2026 12:00:30 GMT")]
    [InlineData("Saturday, 31-Jan-")]
    [InlineData("Saturday, 31-Jan-xx 12:00:30 GMT")]
    public void Standard_AnythingElse_IsIgnored(string? field) => Assert.False(RetryAfter.TryParse(field, Now, out _));

    [Fact]
    public void Dates_OfTheNextYear_ReadTheSameInAllForms()
    {
        var property = Prop.ForAll(Gen.Choose(0, 364 * 24 * 3600).ToArbitrary(), seconds =>
        {
            var date = (Now + TimeSpan.FromSeconds(seconds)).UtcDateTime;
            string[] forms =
            [
                date.ToString("r", CultureInfo.InvariantCulture),
                date.ToString("dddd, dd-MMM-yy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture),
                $"{date.ToString("ddd MMM", CultureInfo.InvariantCulture)} {date.Day,2} {date.ToString("HH:mm:ss yyyy", CultureInfo.InvariantCulture)}",
            ];
            return forms.All(form => RetryAfter.TryParse(form, Now, out var delay) && delay == TimeSpan.FromSeconds(seconds));
        });

        Check.One(SeededConfig.Instance, property);
    }

    [Fact]
    public void AnyText_FromAServer_GivesADelayInRangeOrNone()
    {
        var property = Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
            !RetryAfter.TryParse(text, Now, out var delay) || (delay >= TimeSpan.Zero && delay <= RetryAfter.Longest));

        Check.One(SeededConfig.Instance, property);
    }

    private static void AssertDelay(int seconds, string field)
    {
        Assert.True(RetryAfter.TryParse(field, Now, out var delay));
        Assert.Equal(TimeSpan.FromSeconds(seconds), delay);
    }
}
