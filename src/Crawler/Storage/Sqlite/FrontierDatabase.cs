using AsyncCrawler.Frontier;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>
/// The file <c>frontier.db</c> and its transactions. Write-ahead log with <c>synchronous=NORMAL</c>: what was committed
/// survives the death of the process at any instant; a loss of power may take the last commits, and never half of one
/// (docs/decisions/0007). Not thread-safe.
/// </summary>
internal sealed class FrontierDatabase : IDisposable
{
    private const int BusyTimeoutSeconds = 5;

    // The log is folded into the file at 16 MB: rewritten pages are folded once, and a crash leaves little to replay. The cache
    // of 16 MB keeps the inner pages of the tables for some hundred million rows.
    private const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864";

    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _readRun;
    private readonly PreparedWrite _saveNote;
    private readonly TextTable _hosts;
    private readonly long _run;

    private FrontierDatabase(SqliteConnection connection, long run)
    {
        _connection = connection;
        _run = run;
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
        _readRun = new Statement(connection, "SELECT run FROM owner");
        _saveNote = new PreparedWrite(connection, "INSERT INTO note (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        _hosts = new TextTable(connection, "host");
        Items = new ItemTable(connection);
        Pending = new PendingTable(connection, Items, _hosts);
        Debts = new DebtTable(connection, _hosts);
    }

    /// <summary>The path.</summary>
    public string Path => _connection.DataSource;

    public ItemTable Items { get; }

    public PendingTable Pending { get; }

    public DebtTable Debts { get; }

    /// <summary>Opens or creates the file, and begins a run: whoever had it open before can write no more.</summary>
    /// <exception cref="FrontierStoreException">It is locked, newer than this build, damaged or no frontier.</exception>
    public static FrontierDatabase Open(string path)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = BusyTimeoutSeconds };
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            connection.Open();
            Run(connection, Settings);
            Run(connection, "BEGIN IMMEDIATE");
            FrontierSchema.Migrate(connection, FrontierSchema.Scripts);
            using var next = new Statement(connection, "UPDATE owner SET run = run + 1 RETURNING run");
            var run = next.ReadValue() as long? ?? throw new FrontierStoreException($"{path} is damaged: its table owner is empty.");
            Run(connection, "COMMIT");
            return new FrontierDatabase(connection, run);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw StoreFault.Of(path, error);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="FrontierStoreException">Another process opened the file since.</exception>
    public void Begin()
    {
        _begin.Run();
        if (_readRun.ReadValue() is not long run || run != _run)
        {
            _rollback.Run();
            throw new FrontierStoreException($"{Path} was taken over by another process: nothing of this one is written any more.");
        }
    }

    public void Commit() => _commit.Run();

    /// <summary>Takes back what was begun, as far as SQLite has not done so itself.</summary>
    public void RollBack()
    {
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // There is none to roll back: some faults end the transaction themselves.
        }
    }

    /// <summary>Writes or replaces a note.</summary>
    public void SaveNote(string name, string value) => _saveNote.With(name).With(value).Run();

    /// <summary>Reads all notes.</summary>
    public Dictionary<string, string> ReadNotes()
    {
        using var statement = new Statement(_connection, "SELECT name, value FROM note");
        using var rows = statement.Read();
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rows.Read())
        {
            notes.Add(rows.GetString(0), rows.GetString(1));
        }

        return notes;
    }

    public void Dispose()
    {
        Debts.Dispose();
        Pending.Dispose();
        Items.Dispose();
        _hosts.Dispose();
        _saveNote.Dispose();
        _readRun.Dispose();
        _rollback.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _connection.Dispose();
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }
}
