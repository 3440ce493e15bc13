namespace AsyncCrawler.Parsing;

/// <summary>How the work of one worker came to its end.</summary>
/// <param name="Death">How it died; null when it was retired or told to stop.</param>
/// <param name="Unanswered">What it had and did not answer, oldest first.</param>
internal sealed record WorkerEnd(WorkerDeath? Death, IReadOnlyList<PendingDocument> Unanswered);
