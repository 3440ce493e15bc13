namespace AsyncCrawler.Diagnostics;

/// <summary>The places at which a test can kill the process: before and after each step that makes something last.</summary>
internal enum FaultPoint
{
    /// <summary>The crawl directory says what was asked; the frontier is empty.</summary>
    ManifestWritten = 1,

    /// <summary>An image is in its file, and in no record.</summary>
    ImageStored,

    /// <summary>The records of a batch are with the operating system, and not committed.</summary>
    RecordsWritten,

    /// <summary>Everything of a transaction is written, and it is not committed.</summary>
    CommitBegun,

    /// <summary>A transaction is committed, and nobody has heard of it.</summary>
    CommitEnded,

    /// <summary>The outputs of a resumed crawl are cut back to what was committed.</summary>
    OutputsCutBack,

    /// <summary>All outputs are closed, and there is no summary.</summary>
    OutputsClosed,

    /// <summary>The summary is written, and the manifest still says that the crawl runs.</summary>
    SummaryWritten,
}
