using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Politeness;

/// <summary>How often a host may be asked.</summary>
public sealed class PolitenessOptions
{
    /// <summary>Least time between two fetches from one host: from the end of one to the begin of the next, or between their begins where several may run at once. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Most fetches from one host at once. Default 1.</summary>
    [Range(1, 1024)]
    public int MaxInFlightPerHost { get; set; } = 1;
}
