namespace AsyncCrawler.ParserWorkers;

/// <summary>How a worker ends of its own accord; what a kill or an abort leaves (134, 137 and the like) is not in here.</summary>
internal enum WorkerExitCode
{
    /// <summary>The parent closed the input: the ordinary end.</summary>
    EndOfInput = 0,

    /// <summary>The worker itself failed.</summary>
    Fault = 1,

    /// <summary>The parent speaks another version of the protocol.</summary>
    OtherVersion = 3,

    /// <summary>The parent sent what the protocol does not allow.</summary>
    MalformedInput = 4,

    /// <summary>The parent no longer reads the output.</summary>
    OutputClosed = 5,
}
