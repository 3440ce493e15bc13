using System.Runtime.CompilerServices;

namespace AsyncCrawler.Host.Bench;

/// <summary>Climbs the ladder: for each rung its processes take every page of the site once, and are measured.</summary>
/// <param name="site">The site.</param>
/// <param name="time">The clock.</param>
internal sealed class BenchLadder(BenchSite site, TimeProvider time)
{
    // A native program can take a small site in less than a tenth of a second.
    private static readonly TimeSpan SamplingTime = TimeSpan.FromMilliseconds(20);

    // Beside each page once, a crawl asks for robots.txt.
    private const int MostOtherRequests = 1;

    /// <summary>Climbs.</summary>
    /// <param name="rungs">The rungs, from below.</param>
    /// <param name="onRung">Told the number of each rung, from 1, before it is climbed; 0 before the site is warmed up.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>What each rung cost, as it becomes known.</returns>
    /// <exception cref="IOException">A program did not do what it should; the message says what it said.</exception>
    public async IAsyncEnumerable<BenchResult> ClimbAsync(
        IReadOnlyList<BenchRung> rungs, Action<int> onRung, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The first run makes the site's own code warm, and is not shown.
        onRung(0);
        await RunAsync(rungs[^1], cancellationToken);
        BenchResult? before = null;
        foreach (var (index, rung) in rungs.Index())
        {
            onRung(index + 1);
            var result = (await RunAsync(rung, cancellationToken)).After(before);
            yield return result;
            before = result;
        }
    }

    private async Task<BenchResult> RunAsync(BenchRung rung, CancellationToken cancellationToken)
    {
        var tasks = rung.Tasks(site);
        var (requests, cpu, started) = (site.Requests, ProcessFacts.CpuSecondsOfEndedChildren(), time.GetTimestamp());
        var programs = new List<ChildProgram>();
        try
        {
            programs.AddRange(tasks.Select(ChildProgram.Start));
            var ends = Task.WhenAll(programs.Select(program => program.WaitAsync(cancellationToken)));
            var peak = await WatchAsync(programs, ends);
            var taken = await ends;
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            cpu = ProcessFacts.CpuSecondsOfEndedChildren() - cpu;
            requests = site.Requests - requests;
            if (taken.Any(part => part.Pages != site.Pages) || requests < site.Pages || requests > site.Pages + MostOtherRequests)
            {
                throw new IOException($"'{rung.Name}' took {string.Join(" and ", taken.Select(part => part.Pages))} pages with {requests} requests, instead of {site.Pages} pages once each.");
            }

            return new BenchResult
            {
                Name = rung.Name,
                Pages = site.Pages,
                Requests = requests,
                Seconds = seconds,
                MegabytesPerSecond = taken.Sum(part => part.Bytes) / seconds / 1e6,
                CpuMicrosecondsPerPage = OperatingSystem.IsLinux() ? cpu / site.Pages * 1e6 : null,
                PeakMegabytes = peak > 0 ? peak / 1e6 : null,
            };
        }
        finally
        {
            foreach (var program in programs)
            {
                await program.DisposeAsync();
            }
        }
    }

    private async Task<long> WatchAsync(IReadOnlyList<ChildProgram> programs, Task ends)
    {
        var peak = 0L;
        do
        {
            peak = Math.Max(peak, programs.Sum(program => ProcessFacts.ResidentBytes(program.Id)));
        }
        while (await Task.WhenAny(ends, Task.Delay(SamplingTime, time)) != ends);
        return peak;
    }
}
