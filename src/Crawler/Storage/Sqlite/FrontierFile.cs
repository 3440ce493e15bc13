using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>A <c>frontier.db</c> that is only looked at, also while a crawl writes it, and also one of an older version, which stays as it is. Not thread-safe.</summary>
internal sealed class FrontierFile : IDisposable
{
    private const int CannotOpen = 14;

    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly ItemTable _items;
    private readonly int _version;

    private FrontierFile(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        _version = FrontierSchema.ReadVersion(connection, FrontierSchema.Scripts);
        _items = new ItemTable(connection);
    }

    /// <summary>Opens the file for reading, also where nothing can be written beside it.</summary>
    /// <exception cref="FrontierStoreException">It cannot be read, is newer than this build, or no frontier.</exception>
    public static FrontierFile Open(string path)
    {
        try
        {
            return Open(path, source: path);
        }
        catch (FrontierStoreException error) when (error.InnerException is SqliteException { SqliteErrorCode: CannotOpen } && File.Exists(path))
        {
            // A log needs an index beside it, which SQLite cannot make here. Without a log the file is whole, and nobody writes it.
            if (new FileInfo($"{path}-wal") is { Exists: true, Length: > 0 })
            {
                throw new FrontierStoreException(
                    $"{path} cannot be read where nothing can be written beside it, as {Path.GetFileName(path)}-wal holds its last changes: copy the directory to a place that can be written to, and look there.",
                    error,
                    StoreTrouble.Inaccessible);
            }

            return Open(path, UnchangingUri(path));
        }
    }

    /// <summary>Looks for a URL. Reads the whole table: the seen set is an index only in memory.</summary>
    /// <returns>Null when it was never added.</returns>
    /// <exception cref="FrontierStoreException">The file cannot be read.</exception>
    public FoundItem? Find(CrawlUrl url)
    {
        var value = UrlFingerprint.Of(url).Value;
        return Read(
            $"""
            SELECT {ItemTable.Columns}, p.item IS NOT NULL, p.ready_at
            FROM item i LEFT JOIN pending p ON p.item = i.id AND p.host = (SELECT id FROM host WHERE text = $3)
            WHERE i.fingerprint_high = $1 AND i.fingerprint_low = $2
            """,
            rows =>
            {
                var stored = _items.Read(rows, 0, place: 0);
                return new FoundItem(stored.Item, stored.Attempts, IsOpen: rows.GetInt64(9) != 0, rows.IsDBNull(10) ? null : new DateTimeOffset(rows.GetInt64(10), TimeSpan.Zero));
            },
            (long)(ulong)(value >> 64),
            (long)(ulong)value,
            url.Host.Text) is [var found, ..] ? found : null;
    }

    /// <summary>What a host is owed beyond the crawl's own delay; null when nothing is known.</summary>
    /// <exception cref="FrontierStoreException">The file cannot be read.</exception>
    public HostDebt? FindDebt(HostKey host) => _version < FrontierSchema.DebtsVersion ? null : Read(
        "SELECT delay, not_before FROM debt WHERE host = (SELECT id FROM host WHERE text = $1)",
        rows => new HostDebt(host, new TimeSpan(rows.GetInt64(0)), new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero)),
        host.Text) is [var debt, ..] ? debt : null;

    /// <summary>The first seeds.</summary>
    /// <exception cref="FrontierStoreException">The file cannot be read.</exception>
    public IReadOnlyList<CrawlUrl> ListSeeds(int most) =>
        Read($"SELECT {ItemTable.Columns} FROM item i WHERE i.kind = 0 AND i.depth = 0 AND i.redirects = 0 LIMIT $1", rows => _items.Read(rows, 0, place: 0).Item.Url, (long)most);

    /// <summary>Reads all notes.</summary>
    /// <exception cref="FrontierStoreException">The file cannot be read.</exception>
    public Dictionary<string, string> ReadNotes() =>
        new(Read("SELECT name, value FROM note", static rows => KeyValuePair.Create(rows.GetString(0), rows.GetString(1))), StringComparer.Ordinal);

    public void Dispose()
    {
        _items.Dispose();
        _connection.Dispose();
    }

    private static FrontierFile Open(string path, string source)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var connection = new SqliteConnection(text.ConnectionString);
        try
        {
            connection.Open();
            return new FrontierFile(path, connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw StoreFault.Of(path, error);
        }
        catch (FrontierStoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    // https://www.sqlite.org/uri.html: with immutable no lock, log or index is looked for.
    private static string UnchangingUri(string path) =>
        $"file:///{string.Join('/', Path.GetFullPath(path).TrimStart(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))}?immutable=1";

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> convert, params object?[] values)
    {
        try
        {
            using var statement = new Statement(_connection, sql);
            using var rows = statement.Read(values);
            var result = new List<T>();
            while (rows.Read())
            {
                result.Add(convert(rows));
            }

            return result;
        }
        catch (SqliteException error)
        {
            throw StoreFault.Of(_path, error);
        }
    }
}
