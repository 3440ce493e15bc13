using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>-s NAME=VALUE</c>: any option of the engine by its configuration name.</summary>
internal sealed class SetOption
{
    private readonly Option<string[]> _set = new("--set", "-s")
    {
        Description = "Any option by its configuration name, for example Fetch:TotalTimeout=30s.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Gives the option to a verb.</summary>
    public void AddTo(Command command) => command.Add(_set);

    /// <summary>What was said.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public IEnumerable<SettingEntry> Read(ParseResult result, ICollection<string> faults)
    {
        foreach (var text in result.GetValue(_set) ?? [])
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                var name = text[..equals].Trim();
                yield return new SettingEntry(name, text[(equals + 1)..], $"-s {name}") { IsPublic = true };
            }
            else
            {
                faults.Add($"-s '{text}': write NAME=VALUE, for example Politeness:Delay=0.5.");
            }
        }
    }
}
