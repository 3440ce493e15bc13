using System.ComponentModel.DataAnnotations;

namespace AsyncCrawler.Pipeline;

/// <summary>How much is under way at once.</summary>
public sealed class PipelineOptions
{
    /// <summary>Fetches in flight, in all. Default 32.</summary>
    [Range(1, 4_096)]
    public int Concurrency { get; set; } = 32;

    /// <summary>Places in each bounded channel between two stages. Default 64; 1 is slower and just as correct.</summary>
    [Range(1, 65_536)]
    public int ChannelCapacity { get; set; } = 64;

    /// <summary>How long pages under way may take to finish after a stop was asked for. Default 10 s.</summary>
    [TimeRange("00:00:00", "01:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
