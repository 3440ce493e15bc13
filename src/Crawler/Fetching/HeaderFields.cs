namespace AsyncCrawler.Fetching;

/// <summary>What may be sent as a further field of a request.</summary>
internal static class HeaderFields
{
    // What the exchange itself needs, and credentials: those are bound to an origin (promises S5).
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Authorization", "Connection", "Content-Length", "Cookie", "Expect", "Host", "Keep-Alive",
        "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <summary>What is wrong with a field; null when nothing is. Names the field, never its value.</summary>
    public static string? FaultOf(KeyValuePair<string, string> field)
    {
        if (Own.Contains(field.Key))
        {
            return $"Headers: '{field.Key}' cannot be sent as a further field.";
        }

        using var probe = new HttpRequestMessage();
        var isGood = probe.Headers.TryAddWithoutValidation(field.Key, "") && !field.Value.AsSpan().ContainsAnyExceptInRange(' ', '~');
        return isGood ? null : $"Headers: '{field.Key}' is no field name, or its value is not one line of printable ASCII.";
    }
}
