namespace AsyncCrawler.Dashboard.Tests.Canned;

/// <summary>The answers of the API in their shapes, with the given texts wherever a stranger's text can be.</summary>
/// <param name="texts">One item of each list for each of them.</param>
/// <param name="skipped">Damaged lines in each list of records.</param>
internal sealed class CannedAnswers(IReadOnlyList<string> texts, int skipped)
{
    public const string CrawlId = "AAAAAAAAAAAAAAAAAAAAAA";
    private const string Time = "2026-03-04T05:06:07.089Z";
    private const string Site = "https://site.test/";

    /// <summary>One grey pixel, as PNG.</summary>
    public static byte[] Image { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    private static object Progress(double elapsed) => new
    {
        pages = 1234, images = 56, failed = 7, waiting = 89, underWay = 4, bytes = 12_345_678, pagesPerSecond = 12.5, imagesPerSecond = 3.0,
        errors = new Dictionary<string, int> { ["http-404"] = 7 }, elapsed,
    };

    /// <summary>The answer to a path below <c>/api/v1/</c>; null when there is nothing. Lists of pages have two parts.</summary>
    public object? To(string path, string state, string? cursor = null) => path switch
    {
        "crawls" => new { items = texts.Select((text, index) => Crawl(index == 0 ? CrawlId : $"crawl-{index}", text, state)), next = (string?)null },
        "options" => new { defaults = new { maxPages = 1000, delay = 1, images = true }, limits = new { maxPages = new { min = 0, max = 100_000 } } },
        $"crawls/{CrawlId}" => Crawl(CrawlId, texts[0], state),
        $"crawls/{CrawlId}/pages" => new { items = texts.Select(Page), next = string.IsNullOrEmpty(cursor) ? "more" : null, skipped },
        $"crawls/{CrawlId}/media" => new { items = texts.Select(Medium), next = (string?)null, skipped },
        $"crawls/{CrawlId}/hosts" => new { items = texts.Select((text, index) => new { host = text, pages = texts.Count - index, failed = 1, waiting = 2, underWay = 0, delay = 1, nextFetchAt = Time }) },
        $"crawls/{CrawlId}/workers" => new { items = texts.Select((text, index) => new { name = text, pid = 4000 + index, state = "busy", documents = 12, deaths = index % 2 }) },
        $"crawls/{CrawlId}/errors" => new { items = texts.Select((text, index) => new { reason = text, count = index + 1, examples = new[] { new { id = Id(index), url = text, status = 404 } } }) },
        $"crawls/{CrawlId}/summary" => Summary(),
        $"crawls/{CrawlId}/explain" => Explanation(),
        _ when path.StartsWith($"crawls/{CrawlId}/pages/", StringComparison.Ordinal) => Story(),
        _ => null,
    };

    /// <summary>What the event stream says.</summary>
    public IEnumerable<(string Name, object Data)> Events(string state, int pages) =>
        [("progress", Progress(97.7)), ("progress", Progress(98.7)), ("state", To($"crawls/{CrawlId}", state)!), .. Enumerable.Range(0, pages).Select(index => ("page", (object)Page(texts[index % texts.Count], index)))];

    private object Crawl(string id, string name, string state) => new
    {
        id, name, state, reason = state == "paused" ? texts[0] : null, createdAt = Time, startedAt = Time, finishedAt = (string?)null,
        seeds = (string[])[Site, name], seedCount = 2, options = new { }, progress = Progress(98.7),
    };

    private static Dictionary<string, object?> Page(string text, int index) => new()
    {
        ["id"] = Id(index), ["url"] = $"{Site}page-{index}", ["finalUrl"] = $"{Site}page-{index}", ["kind"] = "page", ["seed"] = Site, ["via"] = text, ["depth"] = 2, ["attempt"] = 1,
        ["outcome"] = index % 3 == 2 ? "http-error" : "ok", ["reason"] = index % 3 == 2 ? text : null, ["status"] = index % 3 == 2 ? 404 : 200,
        ["contentType"] = text, ["charset"] = text, ["bytes"] = 2048, ["sha256"] = new string('a', 64), ["fetchedAt"] = Time, ["fetchMs"] = 34.5, ["parseMs"] = 1.25,
        ["worker"] = new { name = text, pid = 4000 }, ["title"] = text, ["lang"] = text, ["description"] = text, ["canonical"] = text, ["robots"] = text, ["linkCount"] = 3, ["cut"] = text,
    };

    private Dictionary<string, object?> Story() => new(Page(texts[0], 0))
    {
        ["decisions"] = Explanation(),
        ["redirects"] = texts.Select(text => new { url = text, status = 301 }),
        ["links"] = texts, ["images"] = texts, ["text"] = string.Join('\n', texts),
        ["fields"] = texts.Select((text, index) => (Key: $"field{index}", Value: (object)(index % 2 == 0 ? text : new[] { text }))).ToDictionary(pair => pair.Key, pair => pair.Value),
        ["openGraph"] = new Dictionary<string, string> { ["og:title"] = texts[0] }, ["jsonLd"] = texts.Select(text => new { name = text }),
    };

    private object Medium(string text, int index) => new
    {
        id = Id(index), url = text, seed = Site, via = text, status = 200, contentType = text, bytes = 67, sha256 = new string('a', 64), path = "media/aa/a.png", href = text,
    };

    private object Explanation() => new
    {
        input = texts[0], verdict = "robots-denied", because = texts[0], url = texts[0], changes = texts, id = Id(0),
        seen = new { state = "waiting", kind = "page", seed = Site, via = texts[0], depth = 2, attempts = 0 },
        admission = new { isAdmitted = true, refusal = (string?)null, rule = texts[0], root = Site, depth = 2 },
        budgets = texts.Select(text => new { name = text, limit = (long?)100, used = 100, isSpent = true }),
        robots = new { url = texts[0], agent = texts[0], isAllowed = false, line = 3, rule = texts[0], unreachable = (string?)null, crawlDelaySeconds = 2.5 },
        host = new { key = texts[0], delaySeconds = 2.5, nextAt = Time },
    };

    private object Summary()
    {
        var counts = texts.Distinct().Select((text, index) => (text, index)).ToDictionary(pair => pair.text, pair => texts.Count - pair.index);
        return new
        {
            state = "running", reason = texts[0], startedAt = Time, finishedAt = (string?)null, durationSeconds = 98.7, pagesPerSecond = 12.5, imagesPerSecond = 0.5,
            totals = new { finished = 1297, pages = 1234, images = 56, failures = 7, seedFailures = 0, bytes = 12_345_678, truncated = 0, byOutcome = new { ok = 1290, failed = 7 }, byReason = counts, byStatus = new Dictionary<string, int> { ["200"] = 1290, ["404"] = 7 } },
            refused = counts, workerDeaths = 1,
            seeds = texts.Select(text => new { url = text, outcome = "ok", reason = text, status = 200, pages = 1, images = 1, failures = 0, bytes = 5 }),
            hosts = texts.Select((text, index) => new { host = text, pages = texts.Count - index, images = 1, failures = 0, bytes = 5 }),
            workers = texts.Select((text, index) => new { name = text, pids = new[] { 4000 }, documents = texts.Count - index, parseMs = 9.5, deaths = 0, retirements = 0 }),
            parsers = new { deaths = new Dictionary<string, int> { ["killed"] = 1 }, restarts = 1, retirements = 2, failedStarts = 0, condemned = 0, spared = 0, queueMeanMs = 1.5, queueMaxMs = 20.5, sandbox = texts.Take(12).Select(text => new { name = text, isActive = true, detail = text }) },
        };
    }

    private static string Id(int index) => $"{index:x32}";
}
