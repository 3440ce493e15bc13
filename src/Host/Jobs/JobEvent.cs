namespace AsyncCrawler.Host.Jobs;

/// <summary>Something that happened to a job, ready to be sent.</summary>
/// <param name="Id">Rises by one with each event of the job.</param>
/// <param name="Type">A plain word: state, progress or page.</param>
/// <param name="Data">JSON in one line.</param>
internal sealed record JobEvent(long Id, string Type, ReadOnlyMemory<byte> Data);
