using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class ByteBudgetTests
{
    private readonly ByteBudget _budget = new(100);

    [Fact]
    public void Take_WithinTheLimit_IsGrantedAtOnce()
    {
        using var one = _budget.Open();
        using var other = _budget.Open();

        Assert.True(TakeAsync(one, 60).IsCompletedSuccessfully);
        Assert.True(TakeAsync(other, 40).IsCompletedSuccessfully);
        Assert.Equal(100, _budget.Reserved);
    }

    [Fact]
    public async Task Take_BeyondTheLimit_IsForOneAtATimeAndTheOthersFollowInTurn()
    {
        using var first = _budget.Open();
        var second = _budget.Open();
        using var third = _budget.Open();
        using var fourth = _budget.Open();
        await TakeAsync(first, 100);

        Assert.True(TakeAsync(second, 50).IsCompletedSuccessfully); // beyond: so that somebody gets on
        Assert.True(TakeAsync(second, 50).IsCompletedSuccessfully);
        var thirdTake = TakeAsync(third, 50);
        var fourthTake = TakeAsync(fourth, 1);
        Assert.False(thirdTake.IsCompleted);
        Assert.False(fourthTake.IsCompleted); // it would not fit either, and nobody overtakes

        second.Dispose();

        await thirdTake; // third is the one beyond now
        Assert.False(fourthTake.IsCompleted);
        first.Dispose();
        await fourthTake;
        Assert.Equal(51, _budget.Reserved);
    }

    [Fact]
    public async Task Take_ThatIsCancelled_TakesNothingAndLetsTheNextOneIn()
    {
        using var holder = _budget.Open();
        using var beyond = _budget.Open();
        using var large = _budget.Open();
        using var small = _budget.Open();
        await TakeAsync(holder, 90);
        await TakeAsync(beyond, 20);
        beyond.Return(11);
        using var stop = new CancellationTokenSource();
        var largeTake = large.TakeAsync(50, stop.Token).AsTask();
        var smallTake = TakeAsync(small, 1);
        Assert.False(smallTake.IsCompleted);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => largeTake);
        await smallTake;
        Assert.Equal(100, _budget.Reserved);
    }

    [Fact]
    public async Task R9_BodiesThatAreAllHalfRead_DoNotWaitForEachOtherForEver()
    {
        // Ten bodies that each hold a tenth of the budget and need twice as much: without the one beyond, all would wait.
        var bodies = Enumerable.Range(0, 10).Select(_ => _budget.Open()).ToList();
        foreach (var body in bodies)
        {
            await TakeAsync(body, 10);
        }

        await Task.WhenAll(bodies.Select(async body =>
        {
            await TakeAsync(body, 20);
            body.Return(10);
            body.Dispose();
        }));

        Assert.Equal(0, _budget.Reserved);
    }

    [Fact]
    public async Task Dispose_WhenCalledTwice_GivesBackOnce()
    {
        using var other = _budget.Open();
        var one = _budget.Open();
        await TakeAsync(one, 30);
        await TakeAsync(other, 30);

        one.Dispose();
        one.Dispose();

        Assert.Equal(30, _budget.Reserved);
    }

    private static Task TakeAsync(ByteReservation reservation, long bytes) => reservation.TakeAsync(bytes, TestContext.Current.CancellationToken).AsTask();
}
