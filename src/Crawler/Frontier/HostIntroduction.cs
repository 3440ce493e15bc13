using System.Net;
using AsyncCrawler.Politeness;

namespace AsyncCrawler.Frontier;

/// <summary>Finds out, before a host is asked for the first time, at which address it is and what an earlier run owes it. Thread-safe.</summary>
internal sealed class HostIntroduction(IFrontierStore store, HostThrottles throttles, HostScheduler scheduler, SteadyClock clock)
{
    /// <summary>Introduces a host, so that the scheduler gives it again. Never faults.</summary>
    public async Task IntroduceAsync(HostSlot slot)
    {
        HostDebt? debt = null;
        IPAddress? address = null;
        try
        {
            debt = scheduler.IsFirstRun ? null : await store.FindDebtAsync(slot.Host, CancellationToken.None).ConfigureAwait(false);
            if (!slot.Throttle.IsLocated && throttles.Addresses is { } addresses)
            {
                address = await addresses.FindAsync(slot.Host.Host, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (FrontierStoreException)
        {
            // A store that has failed once fails again: the lease that follows tells of it.
        }
        finally
        {
            lock (throttles.Gate)
            {
                if (!slot.IsForgotten)
                {
                    Finish(slot, debt, address);
                }
            }
        }
    }

    private void Finish(HostSlot slot, HostDebt? debt, IPAddress? address)
    {
        if (!scheduler.IsFirstRun)
        {
            // When an earlier run asked it last, nobody knows: it counts as asked when this one began (promise R13).
            slot.Throttle.Owe(debt?.Delay ?? TimeSpan.Zero, clock.StartedAt);
        }

        if (debt is not null)
        {
            slot.Throttle.NotBefore(clock.TimestampOf(debt.NotBefore));
        }

        if (!slot.Throttle.IsLocated)
        {
            throttles.Locate(slot.Throttle, address);
        }

        (slot.IsIntroduced, slot.IsBeingIntroduced) = (true, false);
        scheduler.TryAgain(slot);
    }
}
