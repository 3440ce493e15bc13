using System.Text.Json;

namespace AsyncCrawler.Host.Bench;

/// <summary>Climbs the ladder: serves the mock site from one process, and crawls all of it once for each rung, from another.</summary>
/// <param name="pages">Pages of the site.</param>
/// <param name="time">The clock.</param>
internal sealed class BenchLadder(int pages, TimeProvider time)
{
    private const string Announcement = "Serving ";

    /// <summary>Climbs.</summary>
    /// <param name="rungs">The rungs, from below.</param>
    /// <param name="cancellationToken">Gives up with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>What each rung cost, as it becomes known.</returns>
    /// <exception cref="IOException">Site or crawl did not do what they should; the message says what they said.</exception>
    public async IAsyncEnumerable<BenchResult> ClimbAsync(
        IReadOnlyList<BenchRung> rungs, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var server = ChildProgram.Start("mock-site.dll", ["--pages", pages.ToString(System.Globalization.CultureInfo.InvariantCulture), "--port", "0"]);
        var line = await server.ReadLineAsync(cancellationToken);
        var site = new Uri(line[(line.IndexOf(Announcement, StringComparison.Ordinal) + Announcement.Length)..]);

        // The first crawl makes the site's own code warm, and is not shown.
        await RunAsync(rungs[^1], site, cancellationToken);
        BenchResult? before = null;
        foreach (var rung in rungs)
        {
            var result = (await RunAsync(rung, site, cancellationToken)).After(before);
            yield return result;
            before = result;
        }
    }

    private async Task<BenchResult> RunAsync(BenchRung rung, Uri site, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("asynccrawler-bench-");
        try
        {
            var cpu = ProcessFacts.CpuSecondsOfEndedChildren();
            var started = time.GetTimestamp();
            await using var crawl = ChildProgram.Start("asynccrawler.dll", rung.ArgumentsFor(site, Path.Combine(folder.FullName, "crawl")));
            var (line, peak) = await crawl.WaitAsync(time, cancellationToken);
            var seconds = time.GetElapsedTime(started).TotalSeconds;
            cpu = ProcessFacts.CpuSecondsOfEndedChildren() - cpu;
            using var summary = JsonDocument.Parse(line);
            var totals = summary.RootElement.GetProperty("summary").GetProperty("totals");
            var crawled = totals.GetProperty("pages").GetInt64();
            return crawled == pages
                ? new BenchResult
                {
                    Name = rung.Name,
                    Pages = crawled,
                    Seconds = seconds,
                    MegabytesPerSecond = totals.GetProperty("bytes").GetInt64() / seconds / 1e6,
                    CpuMicrosecondsPerPage = OperatingSystem.IsLinux() ? cpu / crawled * 1e6 : null,
                    PeakMegabytes = OperatingSystem.IsLinux() ? peak / 1e6 : null,
                }
                : throw new IOException($"The crawl of {rung.Name} found {crawled} of {pages} pages.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
