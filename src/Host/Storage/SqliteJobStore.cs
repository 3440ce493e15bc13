using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncCrawler.Host.Jobs;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Host.Storage;

/// <summary>The jobs in <c>service.db</c>. With <c>synchronous=FULL</c>: what was answered is on the disk, also after a loss of power (promises R1).</summary>
internal sealed partial class SqliteJobStore : IJobStore, IDisposable
{
    private const int BusyTimeoutSeconds = 2;
    private const string Columns = "number, id, spec, status, progress, created, started, finished, has_directory";

    // Each leads from the version of its place to the next; what stands here never changes again.
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE job (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, idempotency_key TEXT UNIQUE, request_hash TEXT,
            spec TEXT NOT NULL, status TEXT NOT NULL, progress TEXT NOT NULL, created TEXT NOT NULL, started TEXT, finished TEXT, has_directory INTEGER NOT NULL);
        CREATE INDEX job_state ON job (state, number);
        PRAGMA user_version = 1;
        """,
        """
        CREATE TABLE webhook (number INTEGER PRIMARY KEY, job TEXT NOT NULL, state TEXT NOT NULL, body BLOB NOT NULL);
        CREATE INDEX webhook_job ON webhook (job);
        PRAGMA user_version = 2;
        """,
    ];

    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    private SqliteJobStore(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="JobStoreException">It is locked, newer than this build, damaged or not writable.</exception>
    public static SqliteJobStore Open(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusyTimeoutSeconds };
        var connection = new SqliteConnection(text.ConnectionString);
        var store = new SqliteJobStore(connection);
        try
        {
            store.Use(() =>
            {
                connection.Open();
                store.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
                store.Migrate();
            });
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public ValueTask<JobAdded> AddAsync(JobRecord job, IdempotencyKey? key, CancellationToken cancellationToken) => UseAsync(() =>
    {
        using var transaction = _connection.BeginTransaction();
        if (key is not null && ReadWithKey(key) is { } earlier)
        {
            return earlier;
        }

        Run(
            """
            INSERT INTO job (id, state, idempotency_key, request_hash, spec, status, progress, created, started, finished, has_directory)
            VALUES ($id, $state, $key, $hash, $spec, $status, $progress, $created, $started, $finished, $has_directory)
            """,
            [.. ValuesOf(job), ("$key", key?.Key), ("$hash", key?.RequestHash), ("$spec", ToJson(job.Spec, JobJson.Default.JobSpec)), ("$created", ToText(job.CreatedAt))]);
        var number = ReadAll("SELECT last_insert_rowid()", static row => row.GetInt64(0))[0];
        transaction.Commit();
        return new JobAdded(job with { Number = number }, IsNew: true, IsSameRequest: true);
    });

    public ValueTask UpdateAsync(JobRecord job, CancellationToken cancellationToken) => UseAsync(() => Run(
        "UPDATE job SET state = $state, status = $status, progress = $progress, started = $started, finished = $finished, has_directory = $has_directory WHERE id = $id",
        [.. ValuesOf(job)]));

    public ValueTask DeleteAsync(string id, CancellationToken cancellationToken) => UseAsync(() =>
    {
        using var transaction = _connection.BeginTransaction();
        Run("DELETE FROM webhook WHERE job = $id", ("$id", id));
        Run("DELETE FROM job WHERE id = $id", ("$id", id));
        transaction.Commit();
    });

    public ValueTask<JobRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        UseAsync(() => ReadAll($"SELECT {Columns} FROM job WHERE id = $id", ReadRecord, ("$id", id)).FirstOrDefault());

    public ValueTask<IReadOnlyList<JobRecord>> ListAsync(JobQuery query, CancellationToken cancellationToken) => UseAsync<IReadOnlyList<JobRecord>>(() => ReadAll(
        $"SELECT {Columns} FROM job WHERE ($state IS NULL OR state = $state) AND number < $before ORDER BY number DESC LIMIT $limit",
        ReadRecord,
        ("$state", query.State is { } state ? Word(state) : null),
        ("$before", query.Before ?? long.MaxValue),
        ("$limit", query.Limit)));

    // An empty write transaction: it needs the lock, and a file that can be written.
    public ValueTask CheckAsync(CancellationToken cancellationToken) => UseAsync(() => Run("BEGIN IMMEDIATE; ROLLBACK"));

    public void Dispose() => _connection.Dispose();

    private void Migrate()
    {
        var version = ReadAll("PRAGMA user_version", static row => row.GetInt32(0))[0];
        if (version > Migrations.Length)
        {
            throw new JobStoreException(
                $"{_connection.DataSource} is of version {version}, this build knows {Migrations.Length}: use the build that wrote it, or name another --data.");
        }

        using var transaction = _connection.BeginTransaction();
        foreach (var script in Migrations[version..])
        {
            Run(script);
        }

        transaction.Commit();
    }

    private JobAdded? ReadWithKey(IdempotencyKey key) => ReadAll(
        $"SELECT {Columns}, request_hash FROM job WHERE idempotency_key = $key",
        row => new JobAdded(ReadRecord(row), IsNew: false, row.GetString(row.FieldCount - 1) == key.RequestHash),
        ("$key", key.Key)).FirstOrDefault();

    private ValueTask<T> UseAsync<T>(Func<T> work) => new(Task.Run(() => Use(work)));

    private ValueTask UseAsync(Action work) => new(Task.Run(() => Use(work)));

    private void Use(Action work) => Use(() =>
    {
        work();
        return true;
    });

    private T Use<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException error)
            {
                throw new JobStoreException($"{_connection.DataSource} cannot be used: {error.Message.TrimEnd('.')}. Look after its disk, its permissions, and who else has it open.", error);
            }
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this file; what comes from outside is a parameter.")]
    private SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private void Run(string sql, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private List<T> ReadAll<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object? Value)[] values)
    {
        using var command = Command(sql, values);
        using var rows = command.ExecuteReader();
        var result = new List<T>();
        while (rows.Read())
        {
            result.Add(read(rows));
        }

        return result;
    }

    private static IEnumerable<(string Name, object? Value)> ValuesOf(JobRecord job) =>
    [
        ("$id", job.Id),
        ("$state", Word(job.Status.State)),
        ("$status", ToJson(job.Status, JobJson.Default.JobStatus)),
        ("$progress", ToJson(job.Progress, JobJson.Default.JobProgress)),
        ("$started", ToText(job.StartedAt)),
        ("$finished", ToText(job.FinishedAt)),
        ("$has_directory", job.HasDirectory ? 1 : 0),
    ];

    private static JobRecord ReadRecord(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Id = row.GetString(1),
        Spec = FromJson(row.GetString(2), JobJson.Default.JobSpec),
        Status = FromJson(row.GetString(3), JobJson.Default.JobStatus),
        Progress = FromJson(row.GetString(4), JobJson.Default.JobProgress),
        CreatedAt = ToTime(row.GetString(5)),
        StartedAt = row.IsDBNull(6) ? null : ToTime(row.GetString(6)),
        FinishedAt = row.IsDBNull(7) ? null : ToTime(row.GetString(7)),
        HasDirectory = row.GetInt64(8) != 0,
    };

    private static string Word(JobState state) => state.ToString().ToLowerInvariant();

    private static string? ToText(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset ToTime(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static string ToJson<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    private static T FromJson<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new JobStoreException($"The job store is damaged: '{text}' is no record.");
}
