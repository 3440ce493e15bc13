using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>The table <c>pending</c>: what is open, in the order of each host's queues. Not thread-safe.</summary>
internal sealed class PendingTable : IDisposable
{
    private readonly ItemTable _items;
    private readonly TextTable _hosts;
    private readonly PreparedWrite _insert;
    private readonly PreparedWrite _delete;
    private readonly Statement _read;
    private readonly Statement _listBacklogs;
    private readonly Statement _sum;

    public PendingTable(SqliteConnection connection, ItemTable items, TextTable hosts)
    {
        _items = items;
        _hosts = hosts;
        _insert = new PreparedWrite(connection, "INSERT INTO pending (host, queue, place, item, kind, ready_at) VALUES (?, ?, ?, ?, ?, ?)");
        _delete = new PreparedWrite(connection, "DELETE FROM pending WHERE host = ? AND queue = ? AND place = ?");
        _read = new Statement(
            connection,
            $"SELECT p.place, p.ready_at, {ItemTable.Columns} FROM pending p JOIN item i ON i.id = p.item WHERE p.host = $1 AND p.queue = $2 AND p.place > $3 ORDER BY p.place LIMIT $4");
        _listBacklogs = new Statement(
            connection,
            "SELECT host, sum(queue = 0), sum(queue = 1) FROM pending WHERE host > $1 GROUP BY host ORDER BY host LIMIT $2");
        _sum = new Statement(connection, "SELECT count(*), total(kind = 0), total(kind = 0 AND queue = 1), ifnull(max(place), 0) FROM pending");
    }

    public void Insert(PendingRow row) =>
        _insert.With(_hosts.NumberOf(row.Host.Text)).With(QueueOf(row.IsNewPage)).With(row.Place).With(row.ItemId).With((long)row.Kind).With(row.ReadyAt?.UtcTicks).Run();

    public void Delete(PendingRow row) => _delete.With(_hosts.NumberOf(row.Host.Text)).With(QueueOf(row.IsNewPage)).With(row.Place).Run();

    /// <summary>Reads on in one queue of a host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="isNewPages">Which queue.</param>
    /// <param name="after">The place read last.</param>
    /// <param name="most">Most items to read.</param>
    /// <returns>Fewer than <paramref name="most"/> when there are no more.</returns>
    public List<LoadedItem> Read(HostKey host, bool isNewPages, long after, int most)
    {
        var loaded = new List<LoadedItem>();
        if (_hosts.Find(host.Text) is not { } number)
        {
            return loaded;
        }

        using var rows = _read.Read(number, QueueOf(isNewPages), after, (long)most);
        while (rows.Read())
        {
            DateTimeOffset? readyAt = rows.IsDBNull(1) ? null : new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero);
            loaded.Add(new LoadedItem(_items.Read(rows, 2, rows.GetInt64(0)), readyAt));
        }

        return loaded;
    }

    /// <summary>Lists hosts with their backlogs, in the order of their numbers.</summary>
    /// <param name="after">The number of the host listed last; 0 to begin.</param>
    /// <param name="most">Most hosts to list.</param>
    public List<HostBacklog> ListBacklogs(long after, int most)
    {
        var backlogs = new List<HostBacklog>();
        using var rows = _listBacklogs.Read(after, (long)most);
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            backlogs.Add(new HostBacklog(number, ParseHost(_hosts.TextOf(number)), rows.GetInt64(1), rows.GetInt64(2)));
        }

        return backlogs;
    }

    /// <summary>Counts all rows, pages, and pages that were tried; and finds the highest place.</summary>
    public (long All, long Pages, long TriedPages, long LastPlace) Sum()
    {
        using var rows = _sum.Read();
        rows.Read();
        return (rows.GetInt64(0), (long)rows.GetDouble(1), (long)rows.GetDouble(2), rows.GetInt64(3));
    }

    public void Dispose()
    {
        _insert.Dispose();
        _delete.Dispose();
        _read.Dispose();
        _listBacklogs.Dispose();
        _sum.Dispose();
    }

    private static long QueueOf(bool isNewPage) => isNewPage ? 0 : 1;

    // The text of a host key is the URL of its root, port and all.
    private static HostKey ParseHost(string text) =>
        CrawlUrl.TryParse(text, out var url) ? url.Host : throw new FrontierStoreException($"The frontier is damaged: '{text}' is no host.");
}
