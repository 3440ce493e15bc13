using System.Collections.Concurrent;
using System.Globalization;

namespace AsyncCrawler.Frontier;

/// <summary>
/// What a frontier has counted and a resumed crawl must go on from. Its notes are committed together with what they count,
/// so they are exact after any crash. Thread-safe.
/// </summary>
internal sealed class FrontierLedger
{
    private const string PagesNote = "frontier:pages";
    private const string SeedsNote = "frontier:seeds";
    private const string ClockNote = "frontier:clock";
    private const string RewrittenNote = "frontier:rewritten";
    private const string RefusedNote = "frontier:refused:";

    // Rules are those of the configuration, and a few of the code: there is no need for a cap.
    private readonly ConcurrentDictionary<AdmissionDecision, long> _refusals = new();
    private long _pages;
    private long _rewritten;

    /// <summary>URLs refused so far, by the decision that did it.</summary>
    public IReadOnlyDictionary<AdmissionDecision, long> Refusals => _refusals;

    /// <summary>URLs found so far of which parameters were taken off.</summary>
    public long Rewritten => Interlocked.Read(ref _rewritten);

    /// <summary>Pages that were fetched and are finished: what a page limit counts, and robots.txt did not forbid.</summary>
    public long Pages => Interlocked.Read(ref _pages);

    /// <summary>True when all seeds were read.</summary>
    public bool HasAllSeeds { get; private set; }

    /// <summary>The time of day that earlier runs had reached; the first of all when there was none.</summary>
    public DateTimeOffset ReachedAt { get; private set; }

    /// <summary>Counts a URL that was refused.</summary>
    /// <returns>How many the same decision has refused so far.</returns>
    public long Refuse(AdmissionDecision decision) => _refusals.AddOrUpdate(decision, 1, static (_, count) => count + 1);

    /// <summary>Counts URLs of which parameters were taken off.</summary>
    public void NoteRewritten(int count) => Interlocked.Add(ref _rewritten, count);

    /// <summary>The notes for a commit that has some; the others, of what the frontier does on its own, change no count.</summary>
    /// <param name="batch">What is committed; its items are counted.</param>
    /// <param name="now">The time of day.</param>
    /// <returns>The batch's own notes and these.</returns>
    public Dictionary<string, string> NotesFor(FinishedBatch batch, DateTimeOffset now)
    {
        Interlocked.Add(ref _pages, batch.Completed.Count(static lease => lease is { Item.Kind: ResourceKind.Page, IsRefused: false }));
        var notes = new Dictionary<string, string>(batch.Notes, StringComparer.Ordinal) { [PagesNote] = Text(Pages), [RewrittenNote] = Text(Rewritten), [ClockNote] = Text(now.UtcTicks) };
        foreach (var (decision, count) in _refusals)
        {
            notes[$"{RefusedNote}{decision.Refusal}:{decision.Rule}"] = Text(count);
        }

        return notes;
    }

    /// <summary>The note for the commit that ends the seeds.</summary>
    public IReadOnlyDictionary<string, string> NoteAllSeeds()
    {
        HasAllSeeds = true;
        return new Dictionary<string, string> { [SeedsNote] = "all" };
    }

    /// <summary>Goes on from the notes of an earlier run.</summary>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        HasAllSeeds = notes.ContainsKey(SeedsNote);
        _pages = Number(notes.GetValueOrDefault(PagesNote));
        ReachedAt = new DateTimeOffset(Number(notes.GetValueOrDefault(ClockNote)), TimeSpan.Zero);
        _rewritten = Number(notes.GetValueOrDefault(RewrittenNote));
        foreach (var (name, count) in notes)
        {
            var parts = name.StartsWith(RefusedNote, StringComparison.Ordinal) ? name[RefusedNote.Length..].Split(':', 2) : [];
            if (parts.Length == 2 && Enum.TryParse<AdmissionRefusal>(parts[0], out var refusal))
            {
                _refusals[new AdmissionDecision(refusal, parts[1])] = Number(count);
            }
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string? text) => text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture);
}
