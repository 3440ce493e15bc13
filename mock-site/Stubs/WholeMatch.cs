using System.Text.RegularExpressions;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Regular expressions that must match the whole text, as Java's <c>String.matches</c> does.</summary>
internal static class WholeMatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Compiles an expression: in linear time where it can be, else with a limit of one second per match.</summary>
    /// <exception cref="ArgumentException">The text is no regular expression.</exception>
    public static Regex Compile(string expression)
    {
        var whole = $@"\A(?:{expression})\z";
        const RegexOptions options = RegexOptions.CultureInvariant;
        try
        {
            return new Regex(whole, options | RegexOptions.NonBacktracking, Patience);
        }
        catch (NotSupportedException)
        {
            // Look-around and back references need backtracking.
            return new Regex(whole, options, Patience);
        }
    }
}
