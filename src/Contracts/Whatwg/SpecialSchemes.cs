namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The table of special schemes and their default ports (URL §4.2).</summary>
internal static class SpecialSchemes
{
    /// <param name="scheme">A scheme in lower case, without the colon.</param>
    public static SpecialScheme Find(ReadOnlySpan<char> scheme) => scheme switch
    {
        "http" => SpecialScheme.Http,
        "https" => SpecialScheme.Https,
        "ws" => SpecialScheme.Ws,
        "wss" => SpecialScheme.Wss,
        "ftp" => SpecialScheme.Ftp,
        "file" => SpecialScheme.File,
        _ => SpecialScheme.None,
    };

    /// <summary>The scheme's text, or null for <see cref="SpecialScheme.None"/>.</summary>
    public static string? NameOf(SpecialScheme scheme) => scheme switch
    {
        SpecialScheme.Http => "http",
        SpecialScheme.Https => "https",
        SpecialScheme.Ws => "ws",
        SpecialScheme.Wss => "wss",
        SpecialScheme.Ftp => "ftp",
        SpecialScheme.File => "file",
        _ => null,
    };

    /// <summary>The default port, or null where the scheme has none.</summary>
    public static int? DefaultPortOf(SpecialScheme scheme) => scheme switch
    {
        SpecialScheme.Http or SpecialScheme.Ws => 80,
        SpecialScheme.Https or SpecialScheme.Wss => 443,
        SpecialScheme.Ftp => 21,
        _ => null,
    };
}
