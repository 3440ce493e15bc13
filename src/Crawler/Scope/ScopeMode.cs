namespace AsyncCrawler.Scope;

/// <summary>How far from a seed its pages may lie.</summary>
public enum ScopeMode
{
    /// <summary>The seed's host; scheme and port do not matter.</summary>
    Host,

    /// <summary>Every host of the seed's registrable domain, by the Public Suffix List with both its sections; the host alone where it has none.</summary>
    Domain,

    /// <summary>URLs that begin with the seed's, up to its last slash.</summary>
    Prefix,

    /// <summary>Anywhere.</summary>
    Any,
}
