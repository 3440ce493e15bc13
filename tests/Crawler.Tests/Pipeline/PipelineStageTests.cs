using System.Threading.Channels;
using AsyncCrawler.Pipeline;

namespace AsyncCrawler.Tests.Pipeline;

public sealed class PipelineStageTests
{
    private readonly Channel<int> _input = Channel.CreateBounded<int>(8);
    private readonly List<int[]> _batches = [];

    [Fact]
    public async Task Batch_WhileMoreIsGathered_TakesWhatCameMeanwhile()
    {
        await WriteAsync(1, 2);

        await RunAsync(most: 8, gather: async count =>
        {
            Assert.Equal(2, count);
            await WriteAsync(3);
            _input.Writer.Complete();
        });

        Assert.Equal([[1, 2, 3]], _batches);
    }

    [Fact]
    public async Task Batch_ThatIsFull_IsNotHeldUp()
    {
        await WriteAsync(1, 2, 3, 4);
        _input.Writer.Complete();

        await RunAsync(most: 2, gather: _ => throw new InvalidOperationException("asked for more than there is room for"));

        Assert.Equal([[1, 2], [3, 4]], _batches);
    }

    [Fact]
    public async Task Batch_ThatIsCancelledWhileMoreIsGathered_LeavesItsItemsInTheChannel()
    {
        await WriteAsync(1, 2);

        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(most: 8, gather: _ => throw new OperationCanceledException()));

        Assert.Equal(2, _input.Reader.Count);
    }

    private async Task WriteAsync(params int[] items)
    {
        foreach (var item in items)
        {
            await _input.Writer.WriteAsync(item, TestContext.Current.CancellationToken);
        }
    }

    private Task RunAsync(int most, Func<int, Task> gather) => PipelineStage.RunBatchesAsync(
        _input.Reader,
        most,
        (count, _) => gather(count),
        (batch, _) =>
        {
            _batches.Add([.. batch]);
            return ValueTask.CompletedTask;
        },
        TestContext.Current.CancellationToken);
}
