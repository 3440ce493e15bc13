using System.Globalization;
using AsyncCrawler.Frontier;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>The tables of <c>frontier.db</c>, and how a file of an older version becomes one of this.</summary>
internal static class FrontierSchema
{
    // "ACFr": tells a frontier from any other database (SQLite, PRAGMA application_id).
    private const long ApplicationId = 0x41434672;

    /// <summary>The first version that has a table of debts.</summary>
    public const int DebtsVersion = 2;

    /// <summary>The n-th script makes version n+1 of version n. A script that was released is never changed; a new version is a new script.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
        -- The one process that may write: each opening begins a new run, and a commit of an older one is refused.
        CREATE TABLE owner (run INTEGER NOT NULL);
        INSERT INTO owner VALUES (0);

        CREATE TABLE host (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

        -- The URLs that are seeds or scope roots of other items.
        CREATE TABLE origin (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

        -- Every URL that was ever added, in that order: the seen set. seed and scope_root name an origin, null the item's own
        -- URL; via names an item, or is a URL where the referrer is no item of its batch.
        CREATE TABLE item (
            id INTEGER PRIMARY KEY, fingerprint_high INTEGER NOT NULL, fingerprint_low INTEGER NOT NULL, kind INTEGER NOT NULL,
            depth INTEGER NOT NULL, redirects INTEGER NOT NULL, attempts INTEGER NOT NULL,
            seed INTEGER, scope_root INTEGER, via, url TEXT NOT NULL);

        -- What is open: an item has a row here until it is closed. queue 0 holds pages never tried, queue 1 the rest.
        CREATE TABLE pending (
            host INTEGER NOT NULL, queue INTEGER NOT NULL, place INTEGER NOT NULL, item INTEGER NOT NULL, kind INTEGER NOT NULL,
            ready_at INTEGER, PRIMARY KEY (host, queue, place)) WITHOUT ROWID;

        CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        -- What hosts are owed beyond the crawl's own delay: least time between two fetches, and when the next one may begin.
        CREATE TABLE debt (host INTEGER PRIMARY KEY, delay INTEGER NOT NULL, not_before INTEGER NOT NULL);
        """,
    ];

    /// <summary>Makes the tables, or brings them up to date. Call it inside a transaction.</summary>
    /// <exception cref="FrontierStoreException">The file is newer than this build, or no frontier.</exception>
    public static void Migrate(SqliteConnection connection, IReadOnlyList<string> scripts)
    {
        var version = ReadNumber(connection, "SELECT count(*) FROM sqlite_master") == 0 ? 0 : ReadVersion(connection, scripts);
        foreach (var script in scripts.Skip(version))
        {
            Run(connection, script);
        }

        Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {scripts.Count}"));
    }

    /// <summary>Tells the version of a file, which may be older than this build; changes nothing.</summary>
    /// <exception cref="FrontierStoreException">The file is newer than this build, or no frontier.</exception>
    public static int ReadVersion(SqliteConnection connection, IReadOnlyList<string> scripts)
    {
        if (ReadNumber(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new FrontierStoreException($"{connection.DataSource} is a database, but no frontier of a crawl: name another directory.");
        }

        var version = ReadNumber(connection, "PRAGMA user_version");
        if (version > scripts.Count)
        {
            throw new FrontierStoreException(
                $"{connection.DataSource} has schema version {version}, and this build knows {scripts.Count} at most: use the newer asynccrawler that wrote it.");
        }

        return (int)version;
    }

    private static long ReadNumber(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return Convert.ToInt64(statement.ReadValue(), CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Run();
    }
}
