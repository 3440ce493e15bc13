namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>Whom the kernel takes when memory runs out, of the machine or of a control group (proc(5), oom_score_adj).</summary>
internal static class OutOfMemoryScore
{
    private const string File = "/proc/self/oom_score_adj";

    /// <summary>Has it take this process before its parent: a parser can be replaced, the crawl cannot. Nothing happens where that is not to be had.</summary>
    public static void Raise()
    {
        try
        {
            using var file = System.IO.File.OpenHandle(File, FileMode.Open, FileAccess.Write);
            RandomAccess.Write(file, "1000"u8, 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // No /proc, or one that is not to be written: then the kernel chooses by size, as before.
        }
    }
}
