using System.Net;
using AsyncCrawler.Frontier;
using AsyncCrawler.Politeness;
using AsyncCrawler.TestKit;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Frontier;

public sealed class HostSchedulerTests
{
    private const int Hosts = 12;
    private const int Steps = 400;

    private readonly ManualTimeProvider _time = new();

    /// <summary>The two heaps against a scan of all hosts.</summary>
    /// <param name="seed">Of the sequence.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void TryTake_InAnySequenceOfEvents_GivesWhatAScanWouldGive(int seed)
    {
        var random = new Random(seed);
        var limits = new PolitenessOptions { Delay = TimeSpan.FromSeconds(seed % 2), MaxInFlightPerHost = 1 + (seed % 3), MaxInFlightPerAddress = 3, Robots = Obedience.Ignore };
        var throttles = new HostThrottles(new StubAddresses(), _time);
        var scheduler = new HostScheduler(limits, new FrontierOptions { MaxHostsInMemory = Hosts }, throttles, _ => { });
        HostSlot[] slots = [.. Enumerable.Range(0, Hosts).Select(i => scheduler.SlotOf(Url($"http://host-{i}.test/").Host))];
        var underWay = new List<HostSlot>();
        for (var step = 0; step < Steps; step++)
        {
            var slot = slots[random.Next(Hosts)];
            switch (random.Next(6))
            {
                case 0:
                    scheduler.Add(slot.Host, random.Next(4), random.Next(2));
                    break;
                case 1:
                    _time.Advance(TimeSpan.FromMilliseconds(random.Next(800)));
                    break;
                case 2 when !slot.Throttle.IsLocated:
                    throttles.Locate(slot.Throttle, new IPAddress([192, 0, 2, (byte)random.Next(4)]));
                    break;
                case 3 when underWay.Count > 0:
                    var ended = underWay[random.Next(underWay.Count)];
                    underWay.Remove(ended);
                    scheduler.Ended(ended.Host, (HostLoad)random.Next(3), random.Next(5) == 0 ? TimeSpan.FromSeconds(3) : null);
                    break;
                default:
                    Take(scheduler, slots, underWay);
                    break;
            }

            Assert.All(slots, one => Assert.InRange(one.Throttle.InFlight, 0, limits.MaxInFlightPerHost));
            Assert.Equal(slots.Sum(one => one.NewPages + one.Others), scheduler.Wanted);
        }
    }

    [Fact]
    public void Began_OfAHostThatHasRoomForMore_WakesWhoeverLookedWhileItWasTaken()
    {
        var limits = new PolitenessOptions { Delay = TimeSpan.Zero, MaxInFlightPerHost = 2, Robots = Obedience.Ignore };
        var wakes = new List<long>();
        var throttles = new HostThrottles(new StubAddresses(), _time);
        var scheduler = new HostScheduler(limits, new FrontierOptions(), throttles, wakes.Add);
        var host = Url("http://a.test/").Host;
        throttles.Locate(scheduler.SlotOf(host).Throttle, new IPAddress([192, 0, 2, 1]));
        scheduler.Add(host, newPages: 2, others: 0);
        var taken = scheduler.TryTake(1, _time.GetTimestamp(), out var count);
        wakes.Clear();

        scheduler.Began(taken ?? throw new InvalidOperationException("Nothing was ready."), count, begun: 1);

        Assert.Contains(wakes, at => at <= _time.GetTimestamp());
    }

    [Fact]
    public void Taken_WhereTwoAskAtOnceAndTheSecondHearsFirst_CountsNothingTwice()
    {
        var limits = new PolitenessOptions { Delay = TimeSpan.Zero, MaxInFlightPerHost = 2, Robots = Obedience.Ignore };
        var throttles = new HostThrottles(new StubAddresses(), _time);
        var scheduler = new HostScheduler(limits, new FrontierOptions(), throttles, _ => { });
        var slot = scheduler.SlotOf(Url("http://a.test/").Host);
        throttles.Locate(slot.Throttle, new IPAddress([192, 0, 2, 1]));
        scheduler.Add(slot.Host, newPages: 2, others: 0);
        var additions = slot.Additions;
        scheduler.TryTake(1, _time.GetTimestamp(), out _);
        scheduler.Taken(slot, 1, [LeaseOf(Page("http://a.test/1"))], 1, additions, null);
        Assert.NotNull(scheduler.TryTake(1, _time.GetTimestamp(), out _));
        scheduler.Ended(slot.Host, HostLoad.Fine, null);
        Assert.NotNull(scheduler.TryTake(1, _time.GetTimestamp(), out _));

        scheduler.Taken(slot, 1, [], 0, additions, null);
        scheduler.Taken(slot, 1, [LeaseOf(Page("http://a.test/2"))], 1, additions, null);

        Assert.Equal((0, 0, 1), (slot.NewPages, scheduler.Wanted, slot.InFlight));
    }

    private static FrontierLease LeaseOf(FrontierItem item) => new() { ItemId = 1, Item = item, Attempt = 1, ExpiresAt = DateTimeOffset.MaxValue };

    private void Take(HostScheduler scheduler, HostSlot[] slots, List<HostSlot> underWay)
    {
        var now = _time.GetTimestamp();
        var waiting = slots.Where(slot => slot.IsEligible && slot.Throttle.Address.Room > 0).Select(slot => (long?)slot.ReadyAt).ToList();
        var places = slots.ToDictionary(slot => slot, slot => slot.ReadyAt);

        var taken = scheduler.TryTake(1, now, out var count);

        if (waiting.Min() is not { } first || first > now)
        {
            Assert.Null(taken);
            Assert.Equal(waiting.Min() ?? long.MaxValue, scheduler.NextAt);
        }
        else
        {
            Assert.NotNull(taken);
            Assert.Equal(first, places[taken]);
            Assert.Equal(1, count);
            var page = taken.NewPages > 0 ? Page($"{taken.Host.Text}/") : Image($"{taken.Host.Text}/");
            scheduler.Taken(taken, count, [LeaseOf(page)], 1, taken.Additions, null);
            underWay.Add(taken);
        }
    }
}
