using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>The table <c>item</c>: every URL that was ever added, its text once. Not thread-safe.</summary>
internal sealed class ItemTable : IDisposable
{
    // Items of one queue come mostly from few pages and few seeds, so the last ones read are the next ones wanted.
    private const int MaxKept = 1_024;

    private readonly PreparedWrite _insert;
    private readonly Statement _setAttempts;
    private readonly Statement _readUrl;
    private readonly Statement _scan;
    private readonly TextTable _origins;
    private readonly Dictionary<long, CrawlUrl> _keptItems = [];
    private readonly Dictionary<long, CrawlUrl> _keptOrigins = [];

    public ItemTable(SqliteConnection connection)
    {
        _insert = new PreparedWrite(
            connection,
            "INSERT INTO item (id, fingerprint_high, fingerprint_low, kind, depth, redirects, attempts, seed, scope_root, via, url) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)");
        _setAttempts = new Statement(connection, "UPDATE item SET attempts = $2 WHERE id = $1");
        _readUrl = new Statement(connection, "SELECT url FROM item WHERE id = $1");
        _scan = new Statement(connection, "SELECT id, fingerprint_high, fingerprint_low FROM item ORDER BY id");
        _origins = new TextTable(connection, "origin");
    }

    /// <summary>The columns that <see cref="Read"/> wants of a join with this table, named <c>i</c>.</summary>
    public const string Columns = "i.id, i.kind, i.depth, i.redirects, i.attempts, i.seed, i.scope_root, i.via, i.url";

    /// <summary>Writes a new item.</summary>
    public void Insert(NewItem added)
    {
        var (id, item, fingerprint, viaId) = added;
        _insert
            .With(id)
            .With((long)(ulong)(fingerprint.Value >> 64))
            .With((long)(ulong)fingerprint.Value)
            .With((long)item.Kind)
            .With(item.Depth)
            .With(item.RedirectCount)
            .With(OriginOf(item, item.Seed))
            .With(OriginOf(item, item.ScopeRoot));
        var row = viaId is null && item.Via is { } via ? _insert.With(via.Text) : _insert.With(viaId);
        row.With(item.Url.Text).Run();
    }

    /// <summary>Writes how often an item was tried.</summary>
    public void SetAttempts(long id, int attempts) => _setAttempts.Run(id, (long)attempts);

    /// <summary>Reads all fingerprints, in one sequential pass.</summary>
    /// <param name="visit">Told the number and the fingerprint of each item.</param>
    public void Scan(Action<long, UInt128> visit)
    {
        using var rows = _scan.Read();
        while (rows.Read())
        {
            visit(rows.GetInt64(0), new UInt128((ulong)rows.GetInt64(1), (ulong)rows.GetInt64(2)));
        }
    }

    /// <summary>Makes an item of the <see cref="Columns"/> of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">Where the columns begin.</param>
    /// <param name="place">Its place in the queue of its host.</param>
    public StoredItem Read(SqliteDataReader row, int first, long place)
    {
        var url = Parse(row.GetString(first + 8));
        var item = new FrontierItem
        {
            Url = url,
            Kind = (ResourceKind)row.GetInt64(first + 1),
            Depth = row.GetInt32(first + 2),
            RedirectCount = row.GetInt32(first + 3),
            Seed = row.IsDBNull(first + 5) ? url : ReadOrigin(row.GetInt64(first + 5)),
            ScopeRoot = row.IsDBNull(first + 6) ? url : ReadOrigin(row.GetInt64(first + 6)),
            Via = row.GetValue(first + 7) switch
            {
                long number => ReadUrl(number),
                string text => Parse(text),
                _ => null,
            },
        };
        return new StoredItem(row.GetInt64(first), item, row.GetInt32(first + 4), place);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _setAttempts.Dispose();
        _readUrl.Dispose();
        _scan.Dispose();
        _origins.Dispose();
    }

    private long? OriginOf(FrontierItem item, CrawlUrl origin) => origin.Equals(item.Url) ? null : _origins.NumberOf(origin.Text);

    private CrawlUrl ReadOrigin(long number) =>
        _keptOrigins.TryGetValue(number, out var kept) ? kept : Keep(_keptOrigins, number, _origins.TextOf(number));

    private CrawlUrl ReadUrl(long number) =>
        _keptItems.TryGetValue(number, out var kept)
            ? kept
            : Keep(_keptItems, number, _readUrl.ReadValue(number) as string ?? throw new FrontierStoreException($"The frontier is damaged: item {number} is missing."));

    private static CrawlUrl Keep(Dictionary<long, CrawlUrl> kept, long number, string text)
    {
        if (kept.Count == MaxKept)
        {
            kept.Clear();
        }

        var url = Parse(text);
        kept.Add(number, url);
        return url;
    }

    private static CrawlUrl Parse(string text) =>
        CrawlUrl.TryParse(text, out var url) ? url : throw new FrontierStoreException($"The frontier is damaged: '{text}' is no crawlable URL.");
}
