using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>The options of a verb that become options of the engine or the service, <c>-s NAME=VALUE</c> among them.</summary>
/// <param name="options">Those that have a word of their own.</param>
internal sealed class SettingOptions(IReadOnlyList<SettingOption> options)
{
    private readonly SetOption _set = new();

    /// <summary>The configuration names that have a word of their own.</summary>
    public IEnumerable<string> Names => options.Select(option => option.Setting);

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in options)
        {
            command.Add(option.Option);
        }

        _set.AddTo(command);
    }

    /// <summary>What was said, <c>-s</c> first so that an option of its own has the last word.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public IReadOnlyList<SettingEntry> Read(ParseResult result, ICollection<string> faults)
    {
        var said = ReadOptions(result).ToList();
        foreach (var same in said.GroupBy(entry => entry.Name).Where(same => same.Count() > 1))
        {
            faults.Add($"{string.Join(" and ", same.Select(entry => entry.Origin))} contradict each other: leave one of them out.");
        }

        return [.. _set.Read(result, faults), .. said];
    }

    private IEnumerable<SettingEntry> ReadOptions(ParseResult result) =>
        from option in options
        let said = result.GetResult(option.Option)
        where said is { Implicit: false }
        let text = said.Tokens.Count > 0 ? said.Tokens[^1].Value : ""
        select new SettingEntry(option.Setting, option.Translate(text), option.Option.Name) { Allowed = option.Allowed };
}
