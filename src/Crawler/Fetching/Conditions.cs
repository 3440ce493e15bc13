using System.Net.Http.Headers;
using AsyncCrawler.Frontier;

namespace AsyncCrawler.Fetching;

/// <summary>Conditional requests (RFC 9110 §13): what is asked of a server that was asked before, and what its answer means for what was kept.</summary>
internal static class Conditions
{
    // Longer ones are not worth their place in a request; real ones have a few dozen characters.
    private const int MaxLength = 512;

    /// <summary>Makes a request conditional. Both validators are sent: a server that knows the first ignores the second (RFC 9110 §13.1.3).</summary>
    /// <param name="request">The request.</param>
    /// <param name="stored">What was kept; null leaves the request as it is.</param>
    public static void AddTo(HttpRequestMessage request, StoredResponse? stored)
    {
        if (stored?.ETag is { } etag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        if (stored?.LastModified is { } date)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", date);
        }
    }

    /// <summary>Whether a request asks for a part of a representation (RFC 9110 §14): only the user's own fields do.</summary>
    public static bool AsksForPart(HttpRequestMessage? request) => request?.Headers.NonValidated.Contains("Range") ?? false;

    /// <summary>What was kept, brought up to date by the fields of a 304 (RFC 9111 §4.3.4). Content-Type describes the body, and stays as it was.</summary>
    public static StoredResponse Freshen(StoredResponse stored, HttpResponseMessage response) => stored with
    {
        ETag = ETagOf(response) ?? stored.ETag,
        LastModified = LastModifiedOf(response) ?? stored.LastModified,
        RobotsTags = response.Headers.NonValidated.TryGetValues("X-Robots-Tag", out var tags) ? [.. tags] : stored.RobotsTags,
    };

    /// <summary>The ETag field, when it is an entity-tag of printable ASCII (RFC 9110 §8.8.3); otherwise null.</summary>
    public static string? ETagOf(HttpResponseMessage response) =>
        OnlyOf(response.Headers, "ETag") is { } field && IsEntityTag(field) ? field : null;

    /// <summary>The Last-Modified field, to be sent back as it is; null when it is not plain text.</summary>
    public static string? LastModifiedOf(HttpResponseMessage response) =>
        OnlyOf(response.Content.Headers, "Last-Modified") is { Length: > 0 } field && IsPrintable(field) ? field : null;

    private static bool IsEntityTag(ReadOnlySpan<char> field)
    {
        var tag = field.StartsWith("W/", StringComparison.Ordinal) ? field[2..] : field;
        return tag is ['"', .. var opaque, '"'] && !opaque.ContainsAny('"', ' ') && IsPrintable(field);
    }

    private static bool IsPrintable(ReadOnlySpan<char> field) => field.Length <= MaxLength && !field.ContainsAnyExceptInRange(' ', '~');

    private static string? OnlyOf(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
