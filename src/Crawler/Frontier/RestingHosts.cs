namespace AsyncCrawler.Frontier;

/// <summary>
/// The hosts that rest in the store: reads on among them, in the order in which they became known and round and round, when
/// the scheduler has room. What a reading misses, because it changes at that moment, the next round finds.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="scheduler">Gets the hosts.</param>
/// <param name="gate">The scheduler's lock.</param>
internal sealed class RestingHosts(IFrontierStore store, HostScheduler scheduler, Lock gate)
{
    private const int HostsPerRead = 1_000;

    private long _lastNumber;
    private bool _hasNews;
    private bool _wasInVain;

    /// <summary>Reads on, if that is of use.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>False when it is not, for now: something else has to happen first.</returns>
    public async ValueTask<bool> TryWakeSomeAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (_wasInVain || !scheduler.WantsResting)
            {
                _wasInVain = false;
                return false;
            }
        }

        var hosts = await store.ListBacklogsAsync(_lastNumber, HostsPerRead, cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            foreach (var host in hosts)
            {
                if (!scheduler.TryRefresh(host, out var isNews))
                {
                    break;
                }

                _lastNumber = host.Number;
                _hasNews |= isNews;
            }

            if (hosts.Count == 0)
            {
                // A round is over; one that changed nothing is not repeated at once.
                (_lastNumber, _wasInVain, _hasNews) = (0, !_hasNews, false);
            }
        }

        return true;
    }
}
