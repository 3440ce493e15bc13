using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Tests.Jobs;

public sealed class JobEventLogTests
{
    private readonly JobEventLog _log = new(1_000);

    [Fact]
    public void Read_FromAnIdThatIsKept_GivesAllFromThere()
    {
        Add(5);

        var events = _log.Read(1_002, out _, out var isComplete);

        Assert.Equal([1_002, 1_003, 1_004], events.Select(happened => happened.Id));
        Assert.True(isComplete);
    }

    [Fact]
    public void Read_OfWhatIsGone_SaysSoAndGivesTheRest()
    {
        Add(JobEventLog.Capacity + 10);

        var events = _log.Read(1_000, out _, out var isComplete);

        Assert.False(isComplete);
        Assert.Equal(JobEventLog.Capacity, events.Count);
        Assert.Equal(1_010, events[0].Id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9_999_999)]
    public void Read_FromAnIdOfAnotherProcess_SaysThatSomethingIsMissing(long firstId)
    {
        Add(3);

        _log.Read(firstId, out _, out var isComplete);

        Assert.False(isComplete);
    }

    [Fact]
    public void Read_WhenNothingIsNew_TellsOfTheNext()
    {
        Assert.Empty(_log.Read(1_000, out var came, out var isComplete));
        Assert.True(isComplete);
        Assert.False(came.IsCompleted);

        Add(1);

        Assert.True(came.IsCompleted);
    }

    [Fact]
    public void Close_WakesThoseWhoWait()
    {
        _log.Read(1_000, out var came, out _);

        _log.Close();

        Assert.True(came.IsCompleted);
        Assert.True(_log.IsClosed);
    }

    private void Add(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _log.Add("page", "{}"u8.ToArray());
        }
    }
}
