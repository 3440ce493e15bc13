using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class LruMapTests
{
    private readonly LruMap<int, string> _map = new(2);

    [Fact]
    public void Map_ThatIsFull_ForgetsWhatWasNotUsedForLongest()
    {
        Add(1);
        Add(2);
        Assert.True(_map.TryGet(1, out _));

        Add(3);

        Assert.True(_map.TryGet(1, out _));
        Assert.False(_map.TryGet(2, out _));
        Assert.True(_map.TryGet(3, out _));
    }

    [Fact]
    public void GetOrReplace_WhenTheValueIsNotGood_ReplacesIt()
    {
        Assert.Equal("old", _map.GetOrReplace(1, _ => true, _ => "old"));
        Assert.Equal("old", _map.GetOrReplace(1, value => value == "old", _ => "new"));
        Assert.Equal("new", _map.GetOrReplace(1, value => value != "old", _ => "new"));
        Add(2);
        Assert.True(_map.TryGet(1, out var value));
        Assert.Equal("new", value);
    }

    [Fact]
    public void Remove_OfAValueThatWasReplaced_ChangesNothing()
    {
        var old = new string('a', 1);
        _map.GetOrReplace(1, _ => true, _ => old);
        _map.GetOrReplace(1, _ => false, _ => "new");

        _map.Remove(1, old);
        Assert.True(_map.TryGet(1, out var value));

        _map.Remove(1, value);
        Assert.False(_map.TryGet(1, out _));
    }

    private void Add(int key) => _map.GetOrReplace(key, _ => true, number => $"{number}");
}
