using System.Globalization;
using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Scope;

public sealed class TrapPolicyTests
{
    [Theory]
    [InlineData("/a/a/a", true)]
    [InlineData("/x/a/a/a/y", true)]
    [InlineData("/a/b/a/b/a/b/", true)]
    [InlineData("/www.x.com/www.x.com/www.x.com/index.html", true)]
    [InlineData("////", true)]
    [InlineData("/1/2/3/4/1/2/3/4/1/2/3/4", true)]
    [InlineData("/a/a/b/a", false)]
    [InlineData("/2024/05/05/", false)]
    [InlineData("/a/b/a/b/a/", false)]
    [InlineData("/aa/a/aaa", false)]
    [InlineData("/a?/a/a/a", false)]
    [InlineData("/", false)]
    public void R11_APathThatRepeatsItself_IsATrapFromTheThirdTimeOn(string path, bool isTrap) =>
        Assert.Equal(isTrap, new TrapPolicy(new TrapOptions()).HasRepeatedPath(Url("http://a.test" + path)));

    [Theory]
    [InlineData(32, false)]
    [InlineData(33, true)]
    public void R11_QueryParameters_AreCounted(int count, bool isTrap)
    {
        var query = string.Join('&', Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)));

        Assert.Equal(isTrap, new TrapPolicy(new TrapOptions()).HasTooManyParameters(Url($"http://a.test/?{query}")));
    }

    [Fact]
    public void Budgets_ThatAreOff_FindNothing()
    {
        var policy = new TrapPolicy(new TrapOptions { PathRepeats = null, MaxParameters = null });
        var url = Url("http://a.test/a/a/a/a?" + new string('&', 1_000));

        Assert.False(policy.HasRepeatedPath(url) || policy.HasTooManyParameters(url));
    }

    /// <summary>The rule again, in its plainest form.</summary>
    [Fact]
    public void HasRepeatedPath_OfRandomPaths_IsWhatASearchOfAllRunsFinds()
    {
        var random = new Random(20_261_126);
        for (var i = 0; i < 20_000; i++)
        {
            var repeats = random.Next(2, 5);
            var segments = Enumerable.Range(0, random.Next(1, 14)).Select(_ => random.Next(3) switch { 0 => "a", 1 => "b", _ => "" }).ToArray();
            var path = "/" + string.Join('/', segments);
            var expected = (
                from length in Enumerable.Range(1, 7)
                from start in Enumerable.Range(0, segments.Length)
                where start + (length * repeats) <= segments.Length
                let run = segments[start..(start + length)]
                select Enumerable.Range(1, repeats - 1).All(time => segments.AsSpan(start + (time * length), length).SequenceEqual(run))).Any(isRun => isRun);

            Assert.True(expected == new TrapPolicy(new TrapOptions { PathRepeats = repeats }).HasRepeatedPath(Url("http://a.test" + path)), $"{repeats} times in {path}");
        }
    }
}
