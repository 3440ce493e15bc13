using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.Parsing;

/// <summary>How many parser processes there are, and what each may cost.</summary>
public sealed class ParserPoolOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Parsing";

    /// <summary>Parser processes that work at the same time. Default: one per core, at least 2.</summary>
    // At least two: one page that runs into the deadline must not stop all others.
    [Range(1, 256)]
    public int Workers { get; set; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>Documents sent to one process and not yet answered. Default 8.</summary>
    // One is parsed, the next wait in the pipe: the child never idles between two pages, and the parent gives it several at once. With 4 a page
    // of a crawl took 7 % more processor time; with 16 and more the pages that wait drive each other out of the caches.
    [Range(1, 8)]
    public int Window { get; set; } = 8;

    /// <summary>Longest time that one document may take, counted from when the process could begin with it. Default 5 s.</summary>
    // The slowest of the 1,404 real pages in the corpora takes less than half a second.
    [TimeRange("00:00:00.050", "00:10:00")]
    public TimeSpan DocumentTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Documents after which a process is replaced in good health. Default 500,000.</summary>
    // Where the worker is no native code, its compiler takes 1.2 s until it is through with what reads tokens, as long as 40,000 pages
    // of 29 KB: a tenth of what 500,000 take, and at 50,000 it was nearly half. Leaks meet RetireAtBytes earlier.
    [Range(1, int.MaxValue)]
    public int MaxDocumentsPerWorker { get; set; } = 500_000;

    /// <summary>Resident memory in bytes at which a process is replaced in good health; looked at now and then, on Linux only. Default 200 MiB.</summary>
    // Below the heap limit, so that a leak ends in a retirement and not in the death of an innocent page; a page of 3.8 MB
    // with 200,000 links, which is far from usual, takes 241 MB.
    [Range(32L * 1024 * 1024, long.MaxValue)]
    public long RetireAtBytes { get; set; } = 200L * 1024 * 1024;

    /// <summary>Managed heap in bytes that one process may have. Default 256 MiB.</summary>
    // Promises S11: real pages of 4 MB fit, the formatting bomb of 38 kB (3.6 GB of nodes) does not.
    [Range(32L * 1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long HeapLimitBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Longest time from the start of a process to its first answer. Default 10 s.</summary>
    // Usual are 0.2 s; a loaded machine with a cold disk is given fifty times that.
    [TimeRange("00:00:00.100", "00:10:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Failed starts in a row after which the pool gives up. Default 6, which with the default pauses takes 8 s.</summary>
    [Range(1, 100)]
    public int StartAttempts { get; set; } = 6;

    /// <summary>Pause after the first failed start; it doubles with each further one, up to 30 s. Default 250 ms.</summary>
    [TimeRange("00:00:00.001", "00:00:30")]
    public TimeSpan StartPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Processes that wait, started and warm, to take the place of one that died; from the first death or the end of the first second on. Default 1.</summary>
    [Range(0, 16)]
    public int WarmSpares { get; set; } = 1;

    /// <summary>The worker's executable, or its .dll, which is then run by <c>dotnet</c>. Null, the default, means the one in parser-worker/ beside this program.</summary>
    public string? WorkerPath { get; set; }

    /// <summary>True when the pool must not start unless every layer of the sandbox is active, those included that a worker builds itself. Default false.</summary>
    public bool RequireSandbox { get; set; }

    /// <summary>What one document may cost; told to each process in the hello.</summary>
    [Required]
    [JsonObjectCreationHandling(JsonObjectCreationHandling.Replace)]
    public DocumentLimits Limits { get; set; } = new();

    /// <summary>Values wanted from each page besides links and directives; no two of one name. Default none. In configuration each is a text such as <c>title=css:h1</c>: see <see cref="FieldRuleText"/>.</summary>
    [Required]
    [DistinctFieldNames]
    public IList<FieldRule> Fields { get; set; } = [];

    /// <summary>True when the structured data of each page are wanted: Open Graph, Twitter cards, JSON-LD. Default false.</summary>
    public bool StructuredData { get; set; }

    /// <summary>The form in which the main text of each page is wanted. Default none.</summary>
    public PageTextForm TextForm { get; set; }
}
