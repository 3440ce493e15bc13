namespace AsyncCrawler.Contracts;

/// <summary>A wall that a child builds around itself before it reads anything, and whether it stands. Immutable.</summary>
/// <param name="Name">One of the names below.</param>
/// <param name="IsActive">True when it stands.</param>
/// <param name="Detail">What it is made of, or why it is absent; one line.</param>
public sealed record ConfinementLayer(string Name, bool IsActive, string Detail)
{
    /// <summary>The child belongs to no terminal, and leads the group of the processes that it starts: one signal ends them all.</summary>
    public const string OwnSession = "own-session";

    /// <summary>The child leaves no dump of its memory and cannot open many files.</summary>
    public const string ResourceLimits = "resource-limits";

    /// <summary>The child has none of the rights that Linux divides root's into.</summary>
    public const string NoCapabilities = "no-capabilities";

    /// <summary>No program that the child could become has more rights than the child.</summary>
    public const string NoNewPrivileges = "no-new-privileges";

    /// <summary>The kernel kills the child when the parent ends, however that ends.</summary>
    public const string DiesWithParent = "dies-with-parent";

    /// <summary>The child can read its own program and the system's libraries, and no other file.</summary>
    public const string FileSystem = "file-system";

    /// <summary>The kernel refuses the child's calls for sockets, other programs, and whatever changes something outside of it.</summary>
    public const string SystemCalls = "system-calls";

    /// <summary>Every name, in the order in which the walls are built and told.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [OwnSession, ResourceLimits, NoNewPrivileges, DiesWithParent, NoCapabilities, FileSystem, SystemCalls];
}
