namespace AsyncCrawler.Scope;

/// <summary>How far from a seed its pages may lie.</summary>
public enum ScopeMode
{
    /// <summary>The seed's host; scheme and port do not matter.</summary>
    Host,

    /// <summary>The seed's host without a leading <c>www.</c>, and every host below it.</summary>
    Domain,

    /// <summary>URLs that begin with the seed's, up to its last slash.</summary>
    Prefix,

    /// <summary>Anywhere.</summary>
    Any,
}
