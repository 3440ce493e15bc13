using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Progress;

/// <summary>Reads the crawl's numbers, and its speed over a window that slides. For one reader at a time.</summary>
internal sealed class ProgressMeter(Func<CrawlProgress> read, TimeProvider time)
{
    // Long enough to be calm, short enough to show a host that stalls.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<Sample> _samples = new([SampleOf(read(), time)]);

    /// <summary>The crawl now.</summary>
    public ProgressReport Read()
    {
        var progress = read();
        var now = SampleOf(progress, time);
        _samples.Enqueue(now);
        // The oldest sample kept is the last one at or before the window's begin.
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.ElementAt(1).Timestamp, now.Timestamp) >= Window)
        {
            _samples.Dequeue();
        }

        var oldest = _samples.Peek();
        var seconds = time.GetElapsedTime(oldest.Timestamp, now.Timestamp).TotalSeconds;
        return seconds > 0
            ? new ProgressReport(progress, (now.Pages - oldest.Pages) / seconds, (now.Images - oldest.Images) / seconds)
            : new ProgressReport(progress, 0, 0);
    }

    // A resumed crawl begins with what earlier runs counted, which is no speed of this one.
    private static Sample SampleOf(CrawlProgress progress, TimeProvider time) => new(time.GetTimestamp(), progress.Totals.Pages, progress.Totals.Images);

    private readonly record struct Sample(long Timestamp, long Pages, long Images);
}
