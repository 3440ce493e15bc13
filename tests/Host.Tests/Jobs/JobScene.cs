using System.Text.Json;
using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Storage;
using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Host.Tests.Jobs;

/// <summary>A board of jobs over a real store, with crawls that the test ends and a clock that it moves.</summary>
internal sealed class JobScene : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-jobs-");
    private readonly SqliteJobStore _database;
    private readonly ParserPool _pool;

    public JobScene(Action<JobOptions>? configure = null)
    {
        configure?.Invoke(Options);
        Folders = new JobFolders(_folder.FullName);
        Folders.Take();
        _database = SqliteJobStore.Open(Folders.StoreFile);
        Store = new FaultyJobStore(_database);
        _pool = new ParserPool(new ParserPoolOptions { WorkerPath = Path.Combine(_folder.FullName, "no-worker"), StartAttempts = 1 }, TimeProvider.System, NullLogger<ParserPool>.Instance);
        Board = NewBoard();
        Recovery = new JobRecovery(Board, Folders, _pool, Options, Time, NullLogger<JobRecovery>.Instance);
    }

    public JobOptions Options { get; } = new() { MinFreeBytes = 0 };

    public FakeCrawler Crawler { get; } = new();

    public FaultyJobStore Store { get; }

    public IWebhookOutbox Outbox => _database;

    public JobFolders Folders { get; }

    public ManualTimeProvider Time { get; } = new();

    public JobBoard Board { get; }

    public JobRecovery Recovery { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Another board over the same store, as the next process would have.</summary>
    public JobBoard NewBoard()
    {
        var options = new JobCrawlOptions([], Options);
        var runner = new JobRunner(Crawler, Folders, new CrawlFiles(Folders), options, Time, NullLogger<JobRunner>.Instance);
        return new JobBoard(Store, Folders, runner, Options, Time, NullLogger<JobBoard>.Instance);
    }

    public static JobSpec Spec(string name = "") => new() { Name = name, Seeds = ["http://a.test/"], Options = JsonElement.Parse("{}") };

    public async Task<string> CreateAsync(string name = "") => (await Board.CreateAsync(Spec(name), null, Token))?.Record.Id ?? throw new InvalidOperationException("Too many jobs.");

    /// <summary>Waits for a state by the job's own events: they tell of each.</summary>
    public async Task<JobRecord> WaitAsync(string id, Func<JobStatus, bool> isMet, JobBoard? board = null)
    {
        while (true)
        {
            var came = Task.CompletedTask;
            var job = (board ?? Board).Live(id);
            job?.Events.Read(job.Events.NextId, out came, out _);
            var record = await (board ?? Board).FindAsync(id, Token) ?? throw new InvalidOperationException("The job is gone.");
            if (isMet(record.Status))
            {
                return record;
            }

            await came.WaitAsync(TimeSpan.FromSeconds(30), Token);
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Board.DisposeAsync();
        await _pool.DisposeAsync();
        _database.Dispose();
        Folders.Dispose();
        _folder.Delete(recursive: true);
    }
}
