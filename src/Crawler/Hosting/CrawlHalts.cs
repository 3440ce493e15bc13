using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Hosting;

/// <summary>What the exceptions that end a crawl mean to an operator. A crawl that halted can be resumed once the cause is gone.</summary>
public static class CrawlHalts
{
    // errno of Linux; the platform hands them on as HResult.
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;
    private const int TooManyFilesOfProcess = 24;
    private const int TooManyFilesOfSystem = 23;

    /// <summary>The cause behind what <see cref="ICrawler.StartAsync"/> threw or <see cref="ICrawlRun.Completion"/> faulted with.</summary>
    /// <param name="error">The exception.</param>
    /// <returns>The cause; <see cref="CrawlHalt.Unexpected"/> when waiting will not help.</returns>
    public static CrawlHalt Of(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);

        return error switch
        {
            ParserUnavailableException => CrawlHalt.ParserUnavailable,
            LocalShortageException => CrawlHalt.OutOfDescriptors,

            // The innermost cause knows best: sinks and directories wrap what the operating system said.
            { InnerException: { } inner } when Of(inner) is var known and not CrawlHalt.Unexpected => known,
            _ => OfItself(error),
        };
    }

    /// <summary>The cause in one word.</summary>
    /// <param name="halt">The cause.</param>
    /// <returns>Kebab case, for example <c>disk-full</c>.</returns>
    public static string Word(CrawlHalt halt) => JsonNamingPolicy.KebabCaseLower.ConvertName(halt.ToString());

    private static CrawlHalt OfItself(Exception error) => error switch
    {
        FrontierStoreException store => Of(store.Trouble),
        UnauthorizedAccessException => CrawlHalt.ReadOnly,
        IOException { HResult: NoSpace or QuotaExceeded } => CrawlHalt.DiskFull,
        IOException { HResult: ReadOnlyFileSystem } => CrawlHalt.ReadOnly,
        IOException { HResult: TooManyFilesOfProcess or TooManyFilesOfSystem } => CrawlHalt.OutOfDescriptors,
        IOException => CrawlHalt.StorageLost,
        _ => CrawlHalt.Unexpected,
    };

    private static CrawlHalt Of(StoreTrouble trouble) => trouble switch
    {
        StoreTrouble.Locked => CrawlHalt.StoreLocked,
        StoreTrouble.ReadOnly => CrawlHalt.ReadOnly,
        StoreTrouble.Full => CrawlHalt.DiskFull,
        StoreTrouble.Unusable => CrawlHalt.Unexpected,
        _ => CrawlHalt.StorageLost,
    };
}
