using System.Text.Json.Serialization;

namespace AsyncCrawler.Host.Jobs;

/// <summary>What holds a paused job.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobHold>))]
internal enum JobHold
{
    /// <summary>Nothing: it is not paused.</summary>
    None,

    /// <summary>Somebody asked: only somebody can resume it.</summary>
    Request,

    /// <summary>Something broke: it goes on by itself when that is mended.</summary>
    Fault,
}
