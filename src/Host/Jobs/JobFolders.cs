using AsyncCrawler.Sinks;

namespace AsyncCrawler.Host.Jobs;

/// <summary>The data directory of the service: one crawl directory per job, and the store beside them. Open to its owner only (promises S24).</summary>
/// <param name="root">Its absolute path.</param>
internal sealed class JobFolders(string root) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string ProbeName = ".probe";

    // No id has a point.
    private const string DeletedSuffix = ".deleted";

    private FileStream? _lock;

    /// <summary>The data directory.</summary>
    public string Root { get; } = root;

    /// <summary>The file of the job store.</summary>
    public string StoreFile => Path.Combine(Root, "service.db");

    private string Crawls => Path.Combine(Root, "crawls");

    /// <summary>Makes what is missing, and takes the directory for this process until it is disposed.</summary>
    /// <exception cref="CrawlDirectoryException">It cannot be made or written, or another service has it.</exception>
    public void Take()
    {
        try
        {
            foreach (var folder in new[] { Root, Crawls })
            {
                if (OperatingSystem.IsWindows())
                {
                    Directory.CreateDirectory(folder);
                }
                else
                {
                    Directory.CreateDirectory(folder, OwnerOnly);
                }
            }

            // The operating system's lock falls with the process; the file stays.
            _lock ??= new FileStream(Path.Combine(Root, "service.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CrawlDirectoryException(
                $"{Root} cannot be taken: {error.Message.TrimEnd('.')}. End the service that uses it, change its permissions, or name another directory by --data.", error);
        }
    }

    /// <summary>Gives the directory up.</summary>
    public void Dispose() => _lock?.Dispose();

    /// <summary>The crawl directory of a job. The id is checked: nothing else ever becomes part of a path (promises S17).</summary>
    public string CrawlOf(string id) => JobId.IsValid(id)
        ? Path.Combine(Crawls, id)
        : throw new ArgumentException("This is no id of a job.", nameof(id));

    /// <summary>Whether a crawl was begun there.</summary>
    public bool HasCrawl(string id) => File.Exists(Path.Combine(CrawlOf(id), "crawl.json"));

    /// <summary>Renames a job's crawl directory, so that it is known for one that may be removed even when its job is forgotten.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void MarkDeleted(string id) => Move(CrawlOf(id), DeletedOf(id));

    /// <summary>Takes the mark back.</summary>
    /// <exception cref="IOException">It cannot be renamed.</exception>
    public void UnmarkDeleted(string id) => Move(DeletedOf(id), CrawlOf(id));

    /// <summary>Removes a job's crawl directory, marked or not; does nothing when there is none.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public void Delete(string id)
    {
        foreach (var folder in new[] { CrawlOf(id), DeletedOf(id) }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The ids for which there is a crawl directory.</summary>
    public IEnumerable<string> List() =>
        Directory.EnumerateDirectories(Crawls).Select(path => Path.GetFileName(path)).Where(JobId.IsValid);

    /// <summary>The ids whose crawl directory is marked as deleted.</summary>
    public IEnumerable<string> ListDeleted() =>
        Directory.EnumerateDirectories(Crawls, "*" + DeletedSuffix).Select(path => Path.GetFileNameWithoutExtension(path)).Where(JobId.IsValid);

    /// <summary>Free bytes on the disk of the data directory.</summary>
    /// <exception cref="IOException">Nobody can tell.</exception>
    public long FreeBytes() => new DriveInfo(Root).AvailableFreeSpace;

    /// <summary>Fails when nothing can be written into the data directory.</summary>
    /// <exception cref="IOException">Says why.</exception>
    /// <exception cref="UnauthorizedAccessException">Says why.</exception>
    public void ProbeWrite()
    {
        var probe = Path.Combine(Crawls, ProbeName);
        File.WriteAllBytes(probe, [1]);
        File.Delete(probe);
    }

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
    }

    private string DeletedOf(string id) => CrawlOf(id) + DeletedSuffix;
}
