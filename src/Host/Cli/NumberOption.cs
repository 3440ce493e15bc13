using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>Whole numbers that belong to a verb and not to the engine.</summary>
internal static class NumberOption
{
    /// <summary>Reads one.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="standard">Its value when it is not given.</param>
    /// <param name="least">The least value.</param>
    /// <param name="most">The largest value.</param>
    /// <param name="faults">Gets a line when it is no such number.</param>
    public static int Read(ParseResult result, Option<string?> option, int standard, int least, int most, List<string> faults)
    {
        if (result.GetValue(option) is not { } text)
        {
            return standard;
        }

        if (SettingText.TryConvert(text, typeof(int), out var value) && value is int number && number >= least && number <= most)
        {
            return number;
        }

        faults.Add(SettingFault.Of(new SettingEntry("", text, option.Name), $"{least} to {most}"));
        return standard;
    }
}
