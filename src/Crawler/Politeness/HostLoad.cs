namespace AsyncCrawler.Politeness;

/// <summary>How a host bore a fetch.</summary>
public enum HostLoad
{
    /// <summary>Nothing is known: it was not reached, or not asked.</summary>
    Unknown,

    /// <summary>It answered.</summary>
    Fine,

    /// <summary>It said that it is asked too often (429) or is overloaded (503), or gave no answer in time.</summary>
    Overloaded,
}
