namespace AsyncCrawler.Frontier;

/// <summary>
/// Lets candidates pass that the admission admits, as long as their host has not had enough of their kind and leads into no
/// trap; counts the others by the rule that decided. Thread-safe.
/// </summary>
/// <param name="admission">What is a matter of the item alone.</param>
/// <param name="ledger">Where refusals are counted.</param>
/// <param name="delay">The delay between two fetches from one host.</param>
internal sealed class AdmissionGate(UrlAdmission admission, FrontierLedger ledger, TimeSpan delay)
{
    /// <summary>Who else is told of refusals; null for nobody.</summary>
    public FrontierTelemetry? Telemetry { get; set; }

    /// <summary>What hosts, domains and seeds have had.</summary>
    public AdmissionBudgets Budgets { get; } = new(admission.Traps, admission.Sites);

    /// <summary>Which kinds of pages are all the same.</summary>
    public ContentStreaks Streaks { get; } = new(admission.Traps, delay);

    /// <summary>Those of the candidates that pass, as they are to be fetched. Each takes its part of its host's budget.</summary>
    public List<FrontierItem> Sift(IReadOnlyList<FrontierItem> candidates)
    {
        var admitted = new List<FrontierItem>(candidates.Count);
        var rewritten = 0;
        foreach (var candidate in candidates)
        {
            var item = admission.Rewrite(candidate);
            rewritten += ReferenceEquals(item, candidate) ? 0 : 1;
            var decision = Explain(item) is { IsAdmitted: false } refusal ? refusal : Budgets.TryTake(item);
            if (decision is null)
            {
                admitted.Add(item);
            }
            else
            {
                Refuse(item, decision.Value);
            }
        }

        ledger.NoteRewritten(rewritten);
        return admitted;
    }

    /// <summary>Counts a URL that was refused.</summary>
    public void Refuse(FrontierItem item, AdmissionDecision decision)
    {
        var count = ledger.Refuse(decision);
        Telemetry?.RecordRefusal(item, decision, count);
    }

    /// <summary>How long a host is to be left alone after a fetch, besides its own delay.</summary>
    /// <param name="item">What was fetched.</param>
    /// <param name="content">The bytes that it brought; null when none were read.</param>
    public TimeSpan PauseAfter(FrontierItem item, ReadOnlyMemory<byte>? content)
    {
        var slower = Streaks.Note(item, content);
        return admission.Sites.Of(item)?.Delay is { } site && site > slower ? site : slower;
    }

    /// <summary>The notes for a commit: the batch's own, what the ledger has counted, and what the budgets must remember.</summary>
    /// <param name="batch">What is committed.</param>
    /// <param name="now">The time of day.</param>
    public IReadOnlyDictionary<string, string> NotesFor(FinishedBatch batch, DateTimeOffset now)
    {
        if (batch.Notes.Count == 0)
        {
            return batch.Notes;
        }

        var notes = ledger.NotesFor(batch, now);
        Budgets.WriteNotes(notes);
        Streaks.WriteNotes(notes);
        return notes;
    }

    /// <summary>Goes on from the notes of an earlier run.</summary>
    public void Restore(IReadOnlyDictionary<string, string> notes)
    {
        ledger.Restore(notes);
        Budgets.Restore(notes);
        Streaks.Restore(notes);
    }

    /// <summary>What would be decided on an item now. Changes nothing.</summary>
    public AdmissionDecision Explain(FrontierItem item)
    {
        var decision = admission.Decide(item);
        if (!decision.IsAdmitted)
        {
            return decision;
        }

        return Streaks.Find(item) is { } trap ? new AdmissionDecision(AdmissionRefusal.SamePages, trap) : Budgets.Find(item) ?? decision;
    }
}
