using System.Text.Json;
using AsyncCrawler.Fetching;
using AsyncCrawler.Hosting;

namespace AsyncCrawler.Host.Cli;

/// <summary>A line of <c>fetch --json</c>: one exchange. Times are milliseconds, null for what there was not.</summary>
internal sealed record FetchHopRecord
{
    public required string Url { get; init; }

    public required string Outcome { get; init; }

    public required string? Reason { get; init; }

    public required string? Detail { get; init; }

    public required int? Status { get; init; }

    public required string? HttpVersion { get; init; }

    public required IReadOnlyList<string> Addresses { get; init; }

    public required string? Dialled { get; init; }

    public required TlsFacts? Tls { get; init; }

    public required double? DnsMs { get; init; }

    public required double? ConnectMs { get; init; }

    public required double? TlsMs { get; init; }

    public required double? FirstByteMs { get; init; }

    public required double? BodyMs { get; init; }

    public required double TotalMs { get; init; }

    /// <summary>Name and value of each field, as lists of two: a name may come more than once.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> RequestHeaders { get; init; }

    /// <summary>As <see cref="RequestHeaders"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> ResponseHeaders { get; init; }

    /// <summary>Bytes of the body before content codings were undone.</summary>
    public required long? WireBytes { get; init; }

    /// <summary>Bytes of the body after that.</summary>
    public required long? Bytes { get; init; }

    public required string? Sha256 { get; init; }

    public required bool Truncated { get; init; }

    /// <summary>Where a redirect leads.</summary>
    public required string? Location { get; init; }

    public required IReadOnlyList<string> Decisions { get; init; }

    /// <summary>The line of an exchange.</summary>
    public static FetchHopRecord Of(FetchHop hop)
    {
        var received = hop.Outcome as FetchOutcome.Received;
        var failed = hop.Outcome as FetchOutcome.Failed;
        var redirected = hop.Outcome as FetchOutcome.Redirected;
        return new FetchHopRecord
        {
            Url = hop.Url.Text,
            Outcome = WordFor(hop.Outcome),
            Reason = failed is null ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(failed.Reason.ToString()),
            Detail = failed?.Detail,
            Status = received?.Status ?? redirected?.Status ?? failed?.Status,
            HttpVersion = hop.HttpVersion?.ToString(),
            Addresses = [.. hop.Addresses.Select(static address => address.ToString())],
            Dialled = hop.Dialled?.ToString(),
            Tls = hop.Tls,
            DnsMs = Milliseconds(hop.Dns),
            ConnectMs = Milliseconds(hop.Connect),
            TlsMs = Milliseconds(hop.TlsHandshake),
            FirstByteMs = Milliseconds(hop.FirstByte),
            BodyMs = Milliseconds(hop.Body),
            TotalMs = Math.Round(hop.Outcome.Elapsed.TotalMilliseconds, 3),
            RequestHeaders = Pairs(hop.RequestHeaders),
            ResponseHeaders = Pairs(hop.ResponseHeaders),
            WireBytes = hop.WireBytes,
            Bytes = hop.WireBytes is null ? null : received?.Body.Length,
            Sha256 = received?.Sha256,
            Truncated = received?.IsTruncated ?? false,
            Location = redirected?.Target.Text,
            Decisions = hop.Decisions,
        };
    }

    private static string WordFor(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Failed => "failed",
        FetchOutcome.Redirected => "redirected",
        FetchOutcome.Received { IsSuccess: false } => "http-error",
        _ => "ok",
    };

    private static double? Milliseconds(TimeSpan? time) => time is { } known ? Math.Round(known.TotalMilliseconds, 3) : null;

    private static IReadOnlyList<IReadOnlyList<string>> Pairs(IReadOnlyList<KeyValuePair<string, string>> fields) =>
        [.. fields.Select(static field => new[] { field.Key, field.Value })];
}
