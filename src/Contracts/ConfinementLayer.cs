namespace AsyncCrawler.Contracts;

/// <summary>A wall that a child builds around itself before it reads anything, and whether it stands. Immutable.</summary>
/// <param name="Name">One of the names below.</param>
/// <param name="IsActive">True when it stands.</param>
/// <param name="Detail">What it is made of, or why it is absent; one line.</param>
public sealed record ConfinementLayer(string Name, bool IsActive, string Detail)
{
    /// <summary>The child can read its own program and the system's libraries, and no other file.</summary>
    public const string FileSystem = "file-system";

    /// <summary>The kernel refuses the child's calls for sockets, other programs, and whatever changes something outside of it.</summary>
    public const string SystemCalls = "system-calls";
}
