namespace AsyncCrawler.Sinks;

/// <summary>A sink whose file grows by whole records, and can be cut back to where it was at a commit.</summary>
internal interface IRecordSink : IResultSink
{
    /// <summary>Notes how long the file is. Call it after a flush.</summary>
    /// <param name="notes">Gets the length.</param>
    void NoteLength(IDictionary<string, string> notes);
}
