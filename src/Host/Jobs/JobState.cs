using System.Text.Json.Serialization;

namespace AsyncCrawler.Host.Jobs;

/// <summary>Where a job stands; written in lower case. <see cref="JobMachine"/> says what leads from one to another.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
internal enum JobState
{
    /// <summary>It waits for its turn.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>Its crawl is under way in this process.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>Somebody asked for a pause; pages under way may finish.</summary>
    [JsonStringEnumMemberName("pausing")]
    Pausing,

    /// <summary>It rests, because somebody asked or because something broke: see <see cref="JobHold"/>.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>Somebody cancelled it; its crawl is being ended.</summary>
    [JsonStringEnumMemberName("cancelling")]
    Cancelling,

    /// <summary>It was cancelled; what it has is kept until it is deleted.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>It ended by itself or by a limit of its own.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,

    /// <summary>It cannot go on by itself; it may be resumed, or deleted.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
