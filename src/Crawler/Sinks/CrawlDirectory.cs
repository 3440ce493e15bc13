using System.Buffers;
using System.Text.Json;
using AsyncCrawler.Results;

namespace AsyncCrawler.Sinks;

/// <summary>
/// The directory of one crawl, owned by this process from opening to disposal. Every file in it is described in
/// docs/crawl-directory.md. The verbs may be called from any thread, one at a time per file name.
/// </summary>
internal sealed class CrawlDirectory : IDisposable
{
    private const string ManifestName = "crawl.json";
    private const string SummaryName = "summary.json";
    private const string LockName = "crawl.lock";
    private const string MediaName = "media";
    private const string VisitsName = "visits.jsonl";
    private const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly DirectoryLock _lock;

    private CrawlDirectory(string path, DirectoryLock directoryLock)
    {
        Path = path;
        _lock = directoryLock;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>What was asked: <c>crawl.json</c>.</summary>
    public string ManifestFile => PathOf(ManifestName);

    /// <summary>The durable frontier: <c>frontier.db</c>.</summary>
    public string FrontierFile => FrontierFileOf(Path);

    /// <summary>One line per finished URL: <c>pages.jsonl</c>.</summary>
    public string PagesJsonLinesFile => PathOf("pages.jsonl");

    /// <summary>The same, flat: <c>pages.csv</c>.</summary>
    public string PagesCsvFile => PathOf("pages.csv");

    /// <summary>The images: <c>media</c>.</summary>
    public string MediaFolder => PathOf(MediaName);

    /// <summary>One line per image URL: <c>media.jsonl</c>.</summary>
    public string MediaIndexFile => PathOf("media.jsonl");

    /// <summary>True when there are records of pages or images.</summary>
    public bool HasRecords => Array.Exists([PagesJsonLinesFile, MediaIndexFile], static file => new FileInfo(file) is { Exists: true, Length: > 0 });

    /// <summary>What the next crawl into this directory needs to ask only for changes: <c>visits.jsonl</c>.</summary>
    public string VisitsFile => PathOf(VisitsName);

    /// <summary>The visits of the crawl before this one: <c>earlier/visits.jsonl</c>; absent when this is the first.</summary>
    public string EarlierVisitsFile => System.IO.Path.Combine(PathOf(EarlierCrawl.FolderName), VisitsName);

    /// <summary>What was aggregated: <c>summary.json</c>.</summary>
    public string SummaryFile => PathOf(SummaryName);

    /// <summary>Makes the directory of a new crawl: it must be absent or empty. What is made is open to its owner only (mode 0700).</summary>
    /// <param name="path">Where; its parents are made too.</param>
    /// <param name="time">Where the time comes from.</param>
    /// <returns>The directory, owned by this process.</returns>
    /// <exception cref="CrawlDirectoryException">It is in use, not empty, a file, or not writable.</exception>
    public static CrawlDirectory CreateNew(string path, TimeProvider time)
    {
        var full = System.IO.Path.GetFullPath(path);
        EnsureExists(full);

        // A lock file that is there is tried first, so that the message names the owner; none is made beside foreign files.
        var lockPath = System.IO.Path.Combine(full, LockName);
        var directoryLock = File.Exists(lockPath) ? DirectoryLock.Acquire(lockPath, time) : null;
        try
        {
            RefuseForeignFiles(full);
        }
        catch
        {
            directoryLock?.Dispose();
            throw;
        }

        return new CrawlDirectory(full, directoryLock ?? DirectoryLock.Acquire(lockPath, time));
    }

    /// <summary>Opens the directory of a crawl that was begun before.</summary>
    /// <param name="path">Where.</param>
    /// <param name="time">Where the time comes from.</param>
    /// <returns>The directory, owned by this process.</returns>
    /// <exception cref="CrawlDirectoryException">It holds no crawl, is in use, or is not writable.</exception>
    public static CrawlDirectory OpenExisting(string path, TimeProvider time)
    {
        var full = System.IO.Path.GetFullPath(path);
        RefuseWithoutManifest(full);
        return new CrawlDirectory(full, DirectoryLock.Acquire(System.IO.Path.Combine(full, LockName), time));
    }

    /// <summary>Opens the directory of an earlier crawl for a new one: what is there, but for the images, goes into <c>earlier</c>.</summary>
    /// <param name="path">Where.</param>
    /// <param name="time">Where the time comes from.</param>
    /// <returns>The directory, owned by this process.</returns>
    /// <exception cref="CrawlDirectoryException">It holds no crawl, is in use, or is not writable.</exception>
    public static CrawlDirectory OpenForRevisit(string path, TimeProvider time)
    {
        var full = System.IO.Path.GetFullPath(path);
        if (!EarlierCrawl.IsIn(full))
        {
            RefuseWithoutManifest(full);
        }

        var directoryLock = DirectoryLock.Acquire(System.IO.Path.Combine(full, LockName), time);
        try
        {
            EarlierCrawl.SetAside(full, keep: [LockName, MediaName]);
            return new CrawlDirectory(full, directoryLock);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            directoryLock.Dispose();
            throw new CrawlDirectoryException($"{full}: the earlier crawl cannot be set aside: {error.Message.TrimEnd('.')}. Make room, or change the permissions.", error);
        }
    }

    /// <summary>Where the durable frontier of a crawl lies; needs no lock.</summary>
    /// <param name="path">The crawl directory.</param>
    public static string FrontierFileOf(string path) => System.IO.Path.Combine(System.IO.Path.GetFullPath(path), "frontier.db");

    /// <summary>Reads what was asked of a crawl, and how it ended. Needs no lock: the file is always whole.</summary>
    /// <param name="path">The crawl directory.</param>
    /// <returns>The content of <c>crawl.json</c>.</returns>
    /// <exception cref="CrawlDirectoryException">There is none, or it cannot be read.</exception>
    public static CrawlManifest ReadManifest(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var file = System.IO.Path.Combine(System.IO.Path.GetFullPath(path), ManifestName);
        RefuseWithoutManifest(path);
        try
        {
            using var stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, CrawlDirectoryJson.Indented.CrawlManifest) ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CrawlDirectoryException($"{file} cannot be read: {error.Message.TrimEnd('.')}. Restore it from a copy, or begin a new crawl.", error);
        }
    }

    /// <summary>Writes or replaces <c>crawl.json</c>.</summary>
    /// <param name="manifest">The content.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <returns>Completes when the file is on the disk.</returns>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    public Task WriteManifestAsync(CrawlManifest manifest, CancellationToken cancellationToken) =>
        WriteAtomicAsync(ManifestName, JsonSerializer.SerializeToUtf8Bytes(manifest, CrawlDirectoryJson.Indented.CrawlManifest), cancellationToken);

    /// <summary>Writes or replaces <c>summary.json</c>.</summary>
    /// <param name="summary">The content.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <returns>Completes when the file is on the disk.</returns>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    public Task WriteSummaryAsync(CrawlSummary summary, CancellationToken cancellationToken) =>
        WriteAtomicAsync(SummaryName, JsonSerializer.SerializeToUtf8Bytes(summary, CrawlSummaryJson.Indented.CrawlSummary), cancellationToken);

    /// <summary>Writes or replaces a small file: it is there in full or not at all, also after a loss of power.</summary>
    /// <param name="name">A plain name: 1 to 64 ASCII letters, digits, points, hyphens and underscores, no point in front.</param>
    /// <param name="bytes">The whole content.</param>
    /// <param name="cancellationToken">Cancels before anything is written, or not at all.</param>
    /// <returns>Completes when the file is on the disk.</returns>
    /// <exception cref="ArgumentException">The name is not plain.</exception>
    /// <exception cref="IOException">The place is full, gone or not writable.</exception>
    public Task WriteAtomicAsync(string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > MaxNameLength || name[0] == '.' || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException("A file name in the crawl directory has 1 to 64 of A-Z a-z 0-9 . _ - and no point in front.", nameof(name));
        }

        return AtomicFile.WriteDurablyAsync(PathOf($".{name}.tmp"), PathOf(name), bytes, cancellationToken);
    }

    /// <summary>Gives the directory up: another process may take it.</summary>
    public void Dispose() => _lock.Dispose();

    private static void RefuseWithoutManifest(string path)
    {
        if (!File.Exists(System.IO.Path.Combine(path, ManifestName)))
        {
            throw new CrawlDirectoryException($"{path} holds no crawl ({ManifestName} is absent): name the directory that a crawl wrote.");
        }
    }

    private static void EnsureExists(string path)
    {
        if (File.Exists(path))
        {
            throw new CrawlDirectoryException($"{path} is a file: name a directory.");
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                // What is crawled may be private. A directory that exists keeps the mode its owner gave it.
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CrawlDirectoryException($"{path} cannot be made: {error.Message.TrimEnd('.')}. Name another directory.", error);
        }
    }

    private static void RefuseForeignFiles(string path)
    {
        bool isForeign;
        try
        {
            isForeign = Directory.EnumerateFileSystemEntries(path).Any(entry => System.IO.Path.GetFileName(entry) != LockName);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new CrawlDirectoryException($"{path} cannot be read: {error.Message.TrimEnd('.')}. Name another directory, or change its permissions.", error);
        }

        if (isForeign)
        {
            throw new CrawlDirectoryException($"{path} is not empty: name a new directory, or remove its content.");
        }
    }

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);
}
