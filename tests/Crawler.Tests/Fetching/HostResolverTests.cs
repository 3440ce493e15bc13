using System.Net;
using System.Net.Sockets;
using AsyncCrawler.Fetching;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Fetching;

public sealed class HostResolverTests : IDisposable
{
    private readonly StubNames _names = new();
    private readonly ManualTimeProvider _time = new();
    private readonly FetchOptions _options = new();
    private readonly HostResolver _resolver;

    public HostResolverTests() => _resolver = new HostResolver(_names, _options, _time);

    [Fact]
    public async Task Resolve_OfAKnownName_AsksAgainOnlyWhenTheAnswerIsOld()
    {
        _names.Add("a.test", "1.1.1.1", "2606:4700::1");

        Assert.Equal([IPAddress.Parse("1.1.1.1"), IPAddress.Parse("2606:4700::1")], await ResolveAsync("a.test"));
        _time.Advance(_options.DnsCacheLifetime - TimeSpan.FromTicks(1));
        await ResolveAsync("a.test");
        Assert.Equal(1, _names.LookupCount);

        _time.Advance(TimeSpan.FromTicks(1));
        await ResolveAsync("a.test");
        Assert.Equal(2, _names.LookupCount);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, FetchFailureReason.DnsNotFound)]
    [InlineData(SocketError.NoData, FetchFailureReason.DnsNotFound)]
    [InlineData(SocketError.TryAgain, FetchFailureReason.DnsFailed)]
    [InlineData(SocketError.NoRecovery, FetchFailureReason.DnsFailed)]
    public async Task D14_FailureOfTheResolver_IsKeptForAWhile(SocketError error, FetchFailureReason reason)
    {
        _names["a.test"] = () => StubNames.Fail(error);

        Assert.Equal(reason, await FailAsync("a.test"));
        Assert.Equal(reason, await FailAsync("a.test"));
        Assert.Equal(1, _names.LookupCount);

        _names.Add("a.test", "1.1.1.1");
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Single(await ResolveAsync("a.test"));
    }

    [Fact]
    public async Task D14_EmptyAnswer_IsANameWithoutAddress()
    {
        _names.Add("a.test");

        Assert.Equal(FetchFailureReason.DnsNotFound, await FailAsync("a.test"));
    }

    [Fact]
    public async Task D14_NameOf300Octets_IsNotAskedFor()
    {
        Assert.Equal(FetchFailureReason.DnsNotFound, await FailAsync(string.Join('.', Enumerable.Repeat("abcdefghi", 30))));
        Assert.Equal(0, _names.LookupCount);
    }

    [Fact]
    public async Task D14_LabelOf64Octets_IsNotFoundByThePlatformEither()
    {
        using var resolver = new HostResolver(new SystemNameResolver(), _options, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<FetchFaultException>(() => resolver.ResolveAsync(new string('a', 64) + ".test", Token).AsTask());

        Assert.Contains(fault.Reason, new[] { FetchFailureReason.DnsNotFound, FetchFailureReason.DnsFailed });
    }

    [Fact]
    public async Task D15_NameThatIsNeverAnswered_EndsAtTheDnsClockAndHoldsNobodyUp()
    {
        var never = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        _names["never.test"] = () => never.Task;
        var hanging = FailAsync("never.test");

        for (var i = 0; i < 99; i++)
        {
            _names.Add($"h{i}.test", "1.1.1.1");
            Assert.Single(await ResolveAsync($"h{i}.test"));
        }

        Assert.False(hanging.IsCompleted);
        _time.Advance(_options.DnsTimeout);
        Assert.Equal(FetchFailureReason.DnsFailed, await hanging);
        never.SetResult([]);
    }

    [Fact]
    public async Task Lookups_OfOneNameAtOnce_AreOne()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        _names["a.test"] = () => answer.Task;

        var callers = Enumerable.Range(0, 50).Select(_ => ResolveAsync("a.test")).ToList();
        answer.SetResult([IPAddress.Parse("1.1.1.1")]);

        Assert.All(await Task.WhenAll(callers), addresses => Assert.Single(addresses));
        Assert.Equal(1, _names.LookupCount);
    }

    [Fact]
    public async Task R6_LookupsInFlight_AreAtMostThirtyTwo()
    {
        var gate = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        for (var i = 0; i < 100; i++)
        {
            _names[$"h{i}.test"] = () => gate.Task;
        }

        var callers = Enumerable.Range(0, 100).Select(i => ResolveAsync($"h{i}.test")).ToList();
        Assert.Equal(_options.MaxConcurrentLookups, _names.LookupCount);

        gate.SetResult([IPAddress.Parse("1.1.1.1")]);
        await Task.WhenAll(callers);
        Assert.Equal(100, _names.LookupCount);
    }

    [Fact]
    public async Task D15_AThousandNamesOfOneOwnerThatAreNeverAnswered_LeaveTheOtherOwnersTheirLookups()
    {
        var never = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        for (var i = 0; i < 1_000; i++)
        {
            _names[$"h{i}.never.test"] = () => never.Task;
        }

        var hanging = Enumerable.Range(0, 1_000).Select(i => FailAsync($"h{i}.never.test")).ToList();
        Assert.Equal(_options.MaxConcurrentLookupsPerDomain, _names.LookupCount);
        for (var i = 0; i < 100; i++)
        {
            _names.Add($"h{i}.good.test", "1.1.1.1");
            Assert.Single(await ResolveAsync($"h{i}.good.test"));
        }

        _time.Advance(_options.DnsTimeout);
        Assert.All(await Task.WhenAll(hanging), reason => Assert.Equal(FetchFailureReason.DnsFailed, reason));
        never.SetResult([]);
        Assert.Equal(100 + _options.MaxConcurrentLookupsPerDomain, _names.LookupCount); // for the others nobody waits any more
        Assert.Equal(0, _time.ActiveTimerCount);
    }

    [Fact]
    public async Task Cancellation_OfOneCaller_LeavesTheLookupToTheOthers()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<IPAddress>>();
        _names["a.test"] = () => answer.Task;
        using var stop = new CancellationTokenSource();
        var impatient = _resolver.ResolveAsync("a.test", stop.Token).AsTask();
        var patient = ResolveAsync("a.test");

        await stop.CancelAsync();
        answer.SetResult([IPAddress.Parse("1.1.1.1")]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Single(await patient);
    }

    public void Dispose() => _resolver.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<IReadOnlyList<IPAddress>> ResolveAsync(string host) => _resolver.ResolveAsync(host, Token).AsTask();

    private async Task<FetchFailureReason> FailAsync(string host) => (await Assert.ThrowsAsync<FetchFaultException>(() => ResolveAsync(host))).Reason;
}
