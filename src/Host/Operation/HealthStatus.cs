using System.Text.Json.Serialization;

namespace AsyncCrawler.Host.Operation;

/// <summary>How something is; the later the worse.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HealthStatus>))]
internal enum HealthStatus
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok,

    /// <summary>The service works, and an operator should look.</summary>
    [JsonStringEnumMemberName("degraded")]
    Degraded,

    /// <summary>New crawls would not get on.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,
}
