namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// Where the parts of a URL lie in its serialisation:
/// <code>
/// https://user:pass@example.com:1234/foo/bar?baz#quux
///      |      |     |          |    |       |   |
///      |      |     |          |    |       |   `- FragmentStart (at '#', or -1)
///      |      |     |          |    |       `- QueryStart (at '?', or -1)
///      |      |     |          |    `- PathStart
///      |      |     |          `- HostEnd
///      |      |     `- HostStart
///      |      `- UsernameEnd
///      `- SchemeEnd (at ':')
/// </code>
/// Without a host, <see cref="UsernameEnd"/>, <see cref="HostStart"/> and <see cref="HostEnd"/> are SchemeEnd + 1, and
/// <see cref="PathStart"/> lies after the "/." of URL §4.5 where the serialisation has one.
/// </summary>
internal struct UrlComponents
{
    public const int Absent = -1;

    public int SchemeEnd;
    public int UsernameEnd;
    public int HostStart;
    public int HostEnd;
    public int PathStart;
    public int QueryStart;
    public int FragmentStart;
    public ushort Port;
    public bool HasPort;
    public bool HasHost;
    public bool HasOpaquePath;
    public SpecialScheme Special;

    /// <summary>Where host and port end; differs from <see cref="PathStart"/> only by the "/." of URL §4.5.</summary>
    public readonly int AuthorityEnd => HasHost ? PathStart : SchemeEnd + 1;

    public readonly bool IsSpecial => Special != SpecialScheme.None;

    public readonly int PathEnd(int length) => QueryStart != Absent ? QueryStart : QueryEnd(length);

    public readonly int QueryEnd(int length) => FragmentStart != Absent ? FragmentStart : length;
}
