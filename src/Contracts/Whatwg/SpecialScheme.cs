namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>The special schemes (URL §4.2), and <see cref="None"/> for all others.</summary>
internal enum SpecialScheme : byte
{
    None,
    Http,
    Https,
    Ws,
    Wss,
    Ftp,
    File,
}
