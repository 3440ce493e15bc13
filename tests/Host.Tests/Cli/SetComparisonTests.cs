using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class SetComparisonTests
{
    [Fact]
    public void Of_EqualSets_IsEqual()
    {
        var comparison = SetComparison.Of(new HashSet<string> { "a", "b" }, new HashSet<string> { "b", "a" });

        Assert.True(comparison.IsEqual);
        Assert.Equal((2, 2), (comparison.Found, comparison.Expected));
    }

    [Fact]
    public void Of_SetsOfOneSizeThatDiffer_NamesBothSides()
    {
        var comparison = SetComparison.Of(new HashSet<string> { "a", "b" }, new HashSet<string> { "b", "c" });

        Assert.False(comparison.IsEqual);
        Assert.Equal(["a"], comparison.Missing);
        Assert.Equal(["c"], comparison.Unexpected);
        Assert.Equal(1, comparison.UnexpectedCount);
    }

    [Fact]
    public void Of_ASupersetOfTheExpected_IsNotEqual() =>
        Assert.False(SetComparison.Of(new HashSet<string> { "a" }, new HashSet<string> { "a", "b" }).IsEqual);

    [Fact]
    public void Of_ManyDifferences_NamesTheFirstTen()
    {
        var expected = Enumerable.Range(10, 50).Select(number => $"{number}").ToHashSet();

        var comparison = SetComparison.Of(expected, new HashSet<string>());

        Assert.Equal(["10", "11", "12", "13", "14", "15", "16", "17", "18", "19"], comparison.Missing);
        Assert.Equal((0, 50), (comparison.Found, comparison.Expected));
    }
}
