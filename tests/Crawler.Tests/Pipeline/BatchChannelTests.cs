using AsyncCrawler.Pipeline;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Pipeline;

public sealed class BatchChannelTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(6);
    private static readonly TimeSpan Liveness = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();
    private readonly BatchChannel<int> _channel;

    public BatchChannelTests() => _channel = new BatchChannel<int>(capacity: 8, most: 4, Patience, _time);

    [Fact]
    public async Task Batch_ThatMayGrow_TakesWhatComesUntilItsTimeIsOver()
    {
        await WriteAsync(1, 2);
        var reading = ReadAsync(mayGrow: true);

        await WriteAsync(3);
        Assert.False(reading.IsCompleted);
        _time.Advance(Patience);

        Assert.Equal([1, 2, 3], await reading.WaitAsync(Liveness, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Batch_ThatGrows_EndsWhenItIsFullAndNotLater()
    {
        await WriteAsync(1);
        var reading = ReadAsync(mayGrow: true);

        await WriteAsync(2, 3, 4);

        Assert.Equal([1, 2, 3, 4], await reading.WaitAsync(Liveness, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Batch_ThatIsFullByTheItemOfAWriterThatLendsItsThread_IsReadOnIt()
    {
        await WriteAsync(1);
        var reading = ReadAsync(mayGrow: true);
        await WriteAsync(2, 3);

        await _channel.WriteAsync(4, lendsThread: true, TestContext.Current.CancellationToken);

        Assert.True(reading.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Item_ThatAReaderWaitsFor_IsReadOnTheThreadThatIsLent()
    {
        var reading = ReadAsync(mayGrow: false);

        await _channel.WriteAsync(1, lendsThread: true, TestContext.Current.CancellationToken);

        Assert.True(reading.IsCompletedSuccessfully);
        Assert.Equal([1], await reading);
    }

    [Fact]
    public async Task Batch_ThatIsFull_LeavesPlacesForThoseWhoWriteWhileItIsTaken()
    {
        using var channel = new BatchChannel<int>(capacity: 8, most: 8, Patience, _time);
        List<int> batch = [];
        await channel.WriteAsync(1, lendsThread: false, TestContext.Current.CancellationToken);
        var reading = channel.ReadAsync(batch, _ => true, TestContext.Current.CancellationToken).AsTask();

        for (var i = 2; i <= 6; i++)
        {
            await channel.WriteAsync(i, lendsThread: true, TestContext.Current.CancellationToken);
        }

        Assert.True(await reading.WaitAsync(Liveness, TestContext.Current.CancellationToken));
        Assert.Equal([1, 2, 3, 4, 5, 6], batch);
    }

    [Fact]
    public async Task Batch_ThatGrowsWhenNothingMoreCanCome_Ends()
    {
        await WriteAsync(1);
        var reading = ReadAsync(mayGrow: true);

        _channel.TryComplete(null);

        Assert.Equal([1], await reading.WaitAsync(Liveness, TestContext.Current.CancellationToken));
        Assert.Empty(await ReadAsync(mayGrow: true));
    }

    [Fact]
    public async Task Batch_AfterOneThatWasFull_GrowsForItsWholeTime()
    {
        await WriteAsync(1);
        var first = ReadAsync(mayGrow: true);
        await WriteAsync(2, 3, 4);
        await first.WaitAsync(Liveness, TestContext.Current.CancellationToken);
        _time.Advance(Patience / 2);

        await WriteAsync(5);
        var second = ReadAsync(mayGrow: true);
        _time.Advance(Patience / 2);
        Assert.False(second.IsCompleted);
        _time.Advance(Patience / 2);

        Assert.Equal([5], await second.WaitAsync(Liveness, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Batch_ThatIsFull_IsNotAskedWhetherItMayGrow()
    {
        await WriteAsync(1, 2, 3, 4, 5);
        List<int> batch = [];

        await _channel.ReadAsync(batch, _ => throw new InvalidOperationException("asked for more than there is room for"), TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 4], batch);
    }

    [Fact]
    public async Task Batch_OfAChannelWithFewerPlaces_IsFullWhenTheChannelIs()
    {
        using var narrow = new BatchChannel<int>(capacity: 1, most: 4, Patience, _time);
        await narrow.WriteAsync(1, lendsThread: false, TestContext.Current.CancellationToken);
        var second = narrow.WriteAsync(2, lendsThread: false, TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);
        List<int> batch = [];

        await narrow.ReadAsync(batch, _ => true, TestContext.Current.CancellationToken);

        await second.WaitAsync(Liveness, TestContext.Current.CancellationToken);
        Assert.Equal([1, 2], batch);
    }

    [Fact]
    public async Task Batch_ThatIsCancelledWhileItGrows_LeavesItsItemsInTheChannel()
    {
        using var cancel = new CancellationTokenSource();
        await WriteAsync(1, 2);
        var reading = ReadAsync(mayGrow: true, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Liveness, TestContext.Current.CancellationToken));
        Assert.True(_channel.TryRead(out var first) && _channel.TryRead(out var second) && (first, second) == (1, 2));
    }

    [Fact]
    public async Task Read_UnderACancelledToken_TakesNothing()
    {
        await WriteAsync(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(mayGrow: false, new CancellationToken(canceled: true)));

        Assert.True(_channel.TryRead(out var item) && item == 1);
    }

    [Fact]
    public async Task Read_OfAChannelThatFaults_Throws()
    {
        var reading = ReadAsync(mayGrow: false);

        _channel.TryComplete(new InvalidDataException("upstream"));

        await Assert.ThrowsAsync<InvalidDataException>(() => reading.WaitAsync(Liveness, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Read_OfAChannelThatFaulted_Throws()
    {
        _channel.TryComplete(new InvalidDataException("upstream"));

        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(mayGrow: false));
    }

    [Fact]
    public async Task Items_OfManyWriters_ComeOnceEach()
    {
        using var channel = new BatchChannel<int>(capacity: 8, most: 4, Patience, TimeProvider.System);
        const int Writers = 8, Each = 2_000;
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await channel.WriteAsync((writer * Each) + i, lendsThread: i % 2 == 0, TestContext.Current.CancellationToken);
            }
        })));
        _ = writing.ContinueWith(done => channel.TryComplete(done.Exception), TaskScheduler.Default);
        List<int> all = [];
        List<int> batch = [];
        while (await channel.ReadAsync(batch, count => count % 2 == 0, TestContext.Current.CancellationToken).AsTask().WaitAsync(Liveness, TestContext.Current.CancellationToken))
        {
            Assert.InRange(batch.Count, 1, 4);
            all.AddRange(batch);
            batch.Clear();
        }

        Assert.Equal(Enumerable.Range(0, Writers * Each), all.Order());
    }

    public void Dispose() => _channel.Dispose();

    private async Task WriteAsync(params int[] items)
    {
        foreach (var item in items)
        {
            await _channel.WriteAsync(item, lendsThread: false, TestContext.Current.CancellationToken);
        }
    }

    // Empty when there are no more.
    private async Task<List<int>> ReadAsync(bool mayGrow, CancellationToken? cancellationToken = null)
    {
        List<int> batch = [];
        await _channel.ReadAsync(batch, _ => mayGrow, cancellationToken ?? TestContext.Current.CancellationToken);
        return batch;
    }
}
