namespace AsyncCrawler.Sinks;

/// <summary>A sink could not keep an outcome. The crawl stops: what cannot be recorded must not count as done.</summary>
public sealed class SinkUnavailableException : IOException
{
    /// <summary>Names the sink, the place and what the operating system said.</summary>
    /// <param name="sink">The sink's name.</param>
    /// <param name="location">Where it writes.</param>
    /// <param name="cause">What went wrong.</param>
    public SinkUnavailableException(string sink, string location, Exception cause)
        : base($"{sink} cannot write to {location}: {cause?.Message.TrimEnd('.')}. Make room or give it back its place, then resume the crawl.", cause)
    {
        Sink = sink;
        Location = location;
    }

    /// <summary>The sink's name.</summary>
    public string Sink { get; }

    /// <summary>Where it writes.</summary>
    public string Location { get; }
}
