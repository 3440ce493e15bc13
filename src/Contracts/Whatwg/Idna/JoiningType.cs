namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>The joining types that RFC 5892 appendix A.1 names; the values are those of idna.bin.</summary>
internal enum JoiningType
{
    Other,
    Left,
    Right,
    Dual,
    Transparent,
}
