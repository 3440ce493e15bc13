namespace AsyncCrawler.Politeness;

/// <summary>Whether a wish of a site is followed.</summary>
public enum Obedience
{
    /// <summary>It is; the default of every wish.</summary>
    Obey,

    /// <summary>It is not: for sites of one's own.</summary>
    Ignore,
}
