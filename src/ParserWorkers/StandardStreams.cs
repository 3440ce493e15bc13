namespace AsyncCrawler.ParserWorkers;

/// <summary>The standard streams as the protocol uses them.</summary>
internal sealed record StandardStreams
{
    /// <summary>Frames from the parent.</summary>
    public required Stream Input { get; init; }

    /// <summary>Frames to the parent, unbuffered.</summary>
    public required Stream Output { get; init; }

    /// <summary>Lines for the operator.</summary>
    public required TextWriter Log { get; init; }

    /// <summary>True when <see cref="EndOfInputWatch"/> sees the end of <see cref="Input"/>. Default false.</summary>
    public bool IsInputWatched { get; init; }

    /// <summary>Takes the streams of this process; what a library prints goes to standard error from now on.</summary>
    /// <returns>The streams.</returns>
    public static StandardStreams Take()
    {
        var streams = new StandardStreams
        {
            Input = Console.OpenStandardInput(),
            Output = Console.OpenStandardOutput(),
            Log = Console.Error,
            IsInputWatched = EndOfInputWatch.IsSupported,
        };
        Console.SetOut(Console.Error);
        return streams;
    }
}
