namespace AsyncCrawler.Frontier;

/// <summary>What kind of trouble a store has.</summary>
public enum StoreTrouble
{
    /// <summary>Something else; the message says what.</summary>
    Other,

    /// <summary>Another process holds it.</summary>
    Locked,

    /// <summary>It may not be written.</summary>
    ReadOnly,

    /// <summary>There is no room on its disk.</summary>
    Full,

    /// <summary>It cannot be opened, read or written.</summary>
    Inaccessible,

    /// <summary>It is damaged, of another version, or no store at all: waiting does not help.</summary>
    Unusable,
}
