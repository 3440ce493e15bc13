using AsyncCrawler.Frontier;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Storage.Sqlite;

/// <summary>What is read of a file when it is opened.</summary>
internal sealed record OpenedFrontier
{
    /// <summary>The fingerprints of all URLs.</summary>
    public required FingerprintSet Seen { get; init; }

    public required PendingTally Tally { get; init; }

    public required SavedFrontier Saved { get; init; }

    /// <summary>The highest number that was given to an item or a place.</summary>
    public required long LastNumber { get; init; }

    /// <summary>Reads the whole table of items once, and sums up the pending ones.</summary>
    /// <exception cref="FrontierStoreException">The file is damaged.</exception>
    public static OpenedFrontier Read(FrontierDatabase database)
    {
        try
        {
            return ReadAll(database);
        }
        catch (SqliteException error)
        {
            throw StoreFault.Of(database.Path, error);
        }
    }

    private static OpenedFrontier ReadAll(FrontierDatabase database)
    {
        var seen = new FingerprintSet();
        var items = 0L;
        var lastId = 0L;
        database.Items.Scan((id, fingerprint) =>
        {
            seen.Add(fingerprint);
            items++;
            lastId = id;
        });
        var (pending, pages, triedPages, lastPlace) = database.Pending.Sum();
        var tally = new PendingTally { Completed = items - pending };
        tally.Add(ResourceKind.Page, pages);
        tally.Add(ResourceKind.Image, pending - pages);
        return new OpenedFrontier
        {
            Seen = seen,
            Tally = tally,
            Saved = new SavedFrontier(triedPages, database.ReadNotes()),
            LastNumber = Math.Max(lastId, lastPlace),
        };
    }
}
