namespace AsyncCrawler.Host.Settings;

/// <summary>The user said something that cannot be done. Every fault is one line that names it and the way out.</summary>
internal sealed class BadInputException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    public BadInputException(string fault)
        : this([fault])
    {
    }

    /// <summary>The faults, at least one, in the order in which they were found.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
