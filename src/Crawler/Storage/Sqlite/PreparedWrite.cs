using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>
/// One statement that writes a row inside a transaction, by the functions of SQLite itself: what is made for each run of a
/// command, its parameters and its reader, costs several times as much as the row. Not thread-safe.
/// </summary>
internal sealed class PreparedWrite : IDisposable
{
    private const int UsualTextBytes = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    /// <param name="connection">The database, open; what is disposed before it.</param>
    /// <param name="sql">A constant of this room, with parameters <c>?</c>.</param>
    public PreparedWrite(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The database is not open.");
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <summary>Gives the next parameter a number, or null.</summary>
    public PreparedWrite With(long? value)
    {
        _bound++;
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, _bound, number) : raw.sqlite3_bind_null(_statement, _bound));
        return this;
    }

    /// <summary>Gives the next parameter a text.</summary>
    public PreparedWrite With(string value)
    {
        _bound++;
        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = length > UsualTextBytes ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> bytes = rented ?? stackalloc byte[UsualTextBytes];
        bytes = bytes[..Encoding.UTF8.GetBytes(value, bytes)];

        // No bytes at all would be bound as null.
        Check(bytes.IsEmpty ? raw.sqlite3_bind_text(_statement, _bound, "") : raw.sqlite3_bind_text(_statement, _bound, bytes));
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return this;
    }

    /// <summary>Runs the statement, all of whose parameters were given.</summary>
    /// <exception cref="SqliteException">SQLite cannot do it.</exception>
    public void Run()
    {
        _bound = 0;
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
