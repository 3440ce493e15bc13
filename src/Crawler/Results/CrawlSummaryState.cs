using System.Text.Json.Serialization;

namespace AsyncCrawler.Results;

/// <summary>How far a crawl has come; written in lower case.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CrawlSummaryState>))]
public enum CrawlSummaryState
{
    /// <summary>It is under way, or its process ended without a word.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It ended because nothing was open any more, or a limit of its own was reached.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete,

    /// <summary>It was stopped from outside; what is finished is kept.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>It could not go on; the reason says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
