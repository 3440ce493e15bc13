using System.Globalization;
using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>How many items one answer has.</summary>
internal static class PageLimit
{
    /// <summary>The parameter's name.</summary>
    public const string Name = "limit";

    /// <summary>Items when nothing is said.</summary>
    public const int Default = 50;

    /// <summary>Most items of an answer.</summary>
    public const int Most = 500;

    /// <summary>Reads what a caller wants. The parameter is taken as a text: one that the framework cannot read it refuses without a word.</summary>
    public static int Read(string? text, FaultList faults)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Default;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= Most)
        {
            return limit;
        }

        faults.AddValue(Name, text, $"Write a whole number from 1 to {Most}.");
        return Default;
    }
}
