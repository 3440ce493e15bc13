namespace AsyncCrawler.Fetching;

/// <summary>Header fields as they may be shown (promises S24).</summary>
internal static class SecretFields
{
    private const string Hidden = "***";

    /// <summary>The value of a field, without what would let somebody else pass for us.</summary>
    public static string Show(string name, string value) => name.ToLowerInvariant() switch
    {
        "authorization" or "proxy-authorization" or "cookie" => Hidden,
        "set-cookie" => ShowCookie(value),
        _ => value,
    };

    // Name and attributes are what one looks for when a cookie does not come back.
    private static string ShowCookie(string value)
    {
        var end = value.IndexOf(';', StringComparison.Ordinal);
        var attributes = end < 0 ? "" : value[end..];
        var pair = end < 0 ? value : value[..end];
        return pair[..(pair.IndexOf('=', StringComparison.Ordinal) + 1)] + Hidden + attributes;
    }
}
