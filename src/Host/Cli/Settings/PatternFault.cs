using System.Text.RegularExpressions;

namespace AsyncCrawler.Host.Cli.Settings;

/// <summary>What is wrong with a scope pattern. The engine checks it too; here it can still be said which option it came from.</summary>
internal static class PatternFault
{
    /// <summary>The fault, or null when the pattern can be used.</summary>
    public static string? Of(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return null;
        }
        catch (ArgumentException error)
        {
            return $"this is no regular expression: {error.Message}";
        }
        catch (NotSupportedException)
        {
            return "look-around and back-references cannot run in linear time: write it without";
        }
    }
}
