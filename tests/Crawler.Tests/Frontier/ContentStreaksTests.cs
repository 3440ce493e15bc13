using System.Globalization;
using AsyncCrawler.Frontier;
using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class ContentStreaksTests
{
    private static readonly byte[] Same = "same"u8.ToArray();
    private static readonly byte[] Different = "different"u8.ToArray();

    private readonly ContentStreaks _streaks = new(new TrapOptions { SamePages = 6 }, TimeSpan.FromSeconds(1));

    [Fact]
    public void R11_PagesThatAreAllTheSame_SlowTheirHostDownAndThenCloseTheirKind()
    {
        var pauses = Enumerable.Range(0, 6).Select(i => _streaks.Note(At(i), Same).TotalSeconds).ToList();

        Assert.Equal([0, 0, 0, 1, 2, 0], pauses);
        Assert.NotNull(_streaks.Find(At(99)));
        Assert.Null(_streaks.Find(Page("http://a.test/other/", depth: 1)));
    }

    [Fact]
    public void Streak_ThatAnotherContentInterrupts_BeginsAnew()
    {
        for (var i = 0; i < 100; i++)
        {
            _streaks.Note(At(i), i % 5 == 4 ? Different : Same);
        }

        Assert.False(IsAnyClosed());
    }

    [Fact]
    public void Streak_OfPagesThatDifferInTheirMiddleOnly_GoesNoFurtherThanItsSecondPage()
    {
        var pauses = Enumerable.Range(0, 100).Select(i => _streaks.Note(At(i), LongPage((byte)i)).TotalSeconds);

        Assert.All(pauses, pause => Assert.Equal(0, pause));
        Assert.False(IsAnyClosed());
    }

    [Fact]
    public void R11_LongPagesThatAreAllTheSame_CloseTheirKindAfterAsMany()
    {
        var pauses = Enumerable.Range(0, 6).Select(i => _streaks.Note(At(i), LongPage(7)).TotalSeconds).ToList();

        Assert.Equal([0, 0, 0, 1, 2, 0], pauses);
        Assert.True(IsAnyClosed());
    }

    [Fact]
    public void ClosedKind_OfASeed_IsFetchedAllTheSame()
    {
        Close();

        Assert.Null(_streaks.Find(Page("http://a.test/p?sid=1")));
    }

    [Fact]
    public void ClosedKinds_AreNotedOnceAndRestored()
    {
        Close();
        Dictionary<string, string> first = [];
        Dictionary<string, string> second = [];
        _streaks.WriteNotes(first);
        _streaks.WriteNotes(second);
        var restored = new ContentStreaks(new TrapOptions { SamePages = 6 }, TimeSpan.Zero);
        restored.Restore(first);

        Assert.Single(first);
        Assert.Empty(second);
        Assert.NotNull(restored.Find(At(1)));
    }

    [Fact]
    public void Streaks_OfMoreKindsThanAreKept_ForgetTheOldest()
    {
        for (var i = 0; i < 5; i++)
        {
            _streaks.Note(At(0), Same);
        }

        for (var i = 0; i < 20_000; i++)
        {
            _streaks.Note(Page(string.Create(CultureInfo.InvariantCulture, $"http://{i}.test/"), depth: 1), Same);
        }

        _streaks.Note(At(0), Same);
        Assert.False(IsAnyClosed());
    }

    private bool IsAnyClosed()
    {
        Dictionary<string, string> notes = [];
        _streaks.WriteNotes(notes);
        return notes.Count > 0;
    }

    private void Close()
    {
        for (var i = 0; i < 6; i++)
        {
            _streaks.Note(At(i), Same);
        }
    }

    private static byte[] LongPage(byte middle)
    {
        var page = new byte[10_000];
        page[page.Length / 2] = middle;
        return page;
    }

    private static FrontierItem At(int session) => Page(string.Create(CultureInfo.InvariantCulture, $"http://a.test/p?sid={session}"), depth: 1);
}
