using AsyncCrawler.Frontier;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>What SQLite says, in words that tell the operator what to do. The numbers are its result codes.</summary>
internal static class StoreFault
{
    public static FrontierStoreException Of(string path, SqliteException error) => new($"{path} {Describe(error)}", error, TroubleOf(error));

    private static string Describe(SqliteException error) => error.SqliteErrorCode switch
    {
        5 or 6 => "is locked by another process: end it, then resume the crawl.",
        8 => "cannot be written to: change its permissions, then resume the crawl.",
        10 => $"cannot be read or written ({error.Message.TrimEnd('.')}): look after the disk, then resume the crawl.",
        11 or 26 => "is damaged, or no frontier: restore it from a copy, or begin a new crawl.",
        13 => "has no room on its disk: make room, then resume the crawl.",
        14 => "cannot be opened: give it back its directory and its permissions.",
        _ => $"cannot be used: {error.Message}",
    };

    private static StoreTrouble TroubleOf(SqliteException error) => error.SqliteErrorCode switch
    {
        5 or 6 => StoreTrouble.Locked,
        8 => StoreTrouble.ReadOnly,
        10 or 14 => StoreTrouble.Inaccessible,
        11 or 26 => StoreTrouble.Unusable,
        13 => StoreTrouble.Full,
        _ => StoreTrouble.Other,
    };
}
