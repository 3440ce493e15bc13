using System.Text.Json.Serialization;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Results;
using AsyncCrawler.Scope;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Hosting;

/// <summary>Every option of a crawl, by room. Configuration names are the same words: <c>Politeness:Delay</c>.</summary>
public sealed class CrawlerOptions
{
    /// <summary>What is wanted of the web.</summary>
    public ScopeOptions Scope { get; } = new();

    /// <summary>How often a host may be asked.</summary>
    public PolitenessOptions Politeness { get; } = new();

    /// <summary>How much is wanted.</summary>
    public FrontierOptions Frontier { get; } = new();

    /// <summary>How one exchange is done.</summary>
    public FetchOptions Fetch { get; } = new();

    /// <summary>The parser processes.</summary>
    public ParserPoolOptions Parsing { get; } = new();

    /// <summary>Where outcomes rest.</summary>
    public SinkOptions Output { get; } = new();

    /// <summary>How much is under way at once.</summary>
    public PipelineOptions Pipeline { get; } = new();

    /// <summary>The user's done-callbacks, in their order.</summary>
    [JsonIgnore]
    public IList<IPageDoneCallback> Callbacks { get; } = [];

    /// <summary>Adds a done-callback.</summary>
    /// <param name="function">Told of every finished URL, one at a time; what it throws is logged and counted.</param>
    public void OnPageDone(Func<PageOutcome, CancellationToken, ValueTask> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        Callbacks.Add(new LambdaCallback(function));
    }
}
