using AsyncCrawler.Frontier;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>A table of texts that others name by number. Those used last are kept in memory. Not thread-safe.</summary>
internal sealed class TextTable : IDisposable
{
    // Some 100 bytes each; a crawl works on far fewer hosts at a time.
    private const int MaxKept = 16_384;

    private readonly string _name;
    private readonly Statement _find;
    private readonly Statement _insert;
    private readonly Statement _read;
    private readonly Dictionary<string, long> _numbers = new(StringComparer.Ordinal);

    /// <param name="connection">The database.</param>
    /// <param name="name">The table, a constant of this room; it has the columns <c>id</c> and <c>text</c>.</param>
    public TextTable(SqliteConnection connection, string name)
    {
        _name = name;
        _find = new Statement(connection, $"SELECT id FROM {name} WHERE text = $1");
        _insert = new Statement(connection, $"INSERT INTO {name} (text) VALUES ($1) RETURNING id");
        _read = new Statement(connection, $"SELECT text FROM {name} WHERE id = $1");
    }

    /// <summary>The number of a text; null when it has none.</summary>
    public long? Find(string text)
    {
        if (_numbers.TryGetValue(text, out var number))
        {
            return number;
        }

        return _find.ReadValue(text) is long found ? Keep(text, found) : null;
    }

    /// <summary>The number of a text, which gets one if it has none.</summary>
    public long NumberOf(string text) =>
        Find(text) ?? Keep(text, _insert.ReadValue(text) as long? ?? throw Damaged(text));

    /// <summary>The text of a number.</summary>
    public string TextOf(long number) => _read.ReadValue(number) as string ?? throw Damaged(number);

    public void Dispose()
    {
        _find.Dispose();
        _insert.Dispose();
        _read.Dispose();
    }

    private long Keep(string text, long number)
    {
        if (_numbers.Count == MaxKept)
        {
            _numbers.Clear();
        }

        _numbers[text] = number;
        return number;
    }

    private FrontierStoreException Damaged(object what) => new($"The frontier is damaged: '{what}' is not in its table {_name}.");
}
