namespace AsyncCrawler.ParserWorkers.Confinement;

/// <summary>A call of the kernel.</summary>
/// <param name="Name">Its name in the manual.</param>
/// <param name="X64">Its number on x86-64; null where it does not exist.</param>
/// <param name="Arm64">Its number on arm64; null where it does not exist.</param>
internal readonly record struct SystemCall(string Name, int? X64, int? Arm64)
{
    /// <summary>Its number on one of the two.</summary>
    public int? On(FilterArchitecture architecture) => architecture == FilterArchitecture.X64 ? X64 : Arm64;
}
