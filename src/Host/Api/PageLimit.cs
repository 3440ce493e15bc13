using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>How many items one answer has.</summary>
internal static class PageLimit
{
    private const int Default = 50;
    private const int Most = 500;

    /// <summary>Reads what a caller wants.</summary>
    public static int Read(int? limit, FaultList faults)
    {
        if (limit is < 1 or > Most)
        {
            faults.Add("limit", $"Write 1 to {Most}.");
        }

        return limit ?? Default;
    }
}
