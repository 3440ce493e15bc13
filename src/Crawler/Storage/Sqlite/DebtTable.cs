using AsyncCrawler.Frontier;
using AsyncCrawler.Urls;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>The table <c>debt</c>: what hosts are owed beyond the crawl's own delay. Not thread-safe.</summary>
internal sealed class DebtTable(SqliteConnection connection, TextTable hosts) : IDisposable
{
    private readonly Statement _save = new(
        connection,
        "INSERT INTO debt (host, delay, not_before) VALUES ($1, $2, $3) ON CONFLICT (host) DO UPDATE SET delay = excluded.delay, not_before = excluded.not_before");

    private readonly Statement _find = new(connection, "SELECT delay, not_before FROM debt WHERE host = $1");

    /// <summary>Writes what a host is owed, in place of what it was owed before.</summary>
    public void Save(HostDebt debt) => _save.Run(hosts.NumberOf(debt.Host.Text), debt.Delay.Ticks, debt.NotBefore.UtcTicks);

    /// <summary>What a host is owed; null when nothing is known.</summary>
    public HostDebt? Find(HostKey host)
    {
        if (hosts.Find(host.Text) is not { } number)
        {
            return null;
        }

        using var rows = _find.Read(number);
        return rows.Read() ? new HostDebt(host, new TimeSpan(rows.GetInt64(0)), new DateTimeOffset(rows.GetInt64(1), TimeSpan.Zero)) : null;
    }

    public void Dispose()
    {
        _save.Dispose();
        _find.Dispose();
    }
}
