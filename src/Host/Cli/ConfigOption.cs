using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>--config FILE</c>.</summary>
internal sealed class ConfigOption
{
    private readonly Option<string?> _config = new("--config") { Description = "Options as JSON, by their configuration names.", HelpName = "FILE" };

    /// <summary>Gives the option to a verb.</summary>
    public void AddTo(Command command) => command.Add(_config);

    /// <summary>What the file says; nothing where none is named.</summary>
    /// <param name="result">The parsed command line.</param>
    /// <param name="console">Where relative paths begin.</param>
    /// <param name="faults">Gets what is wrong, one line each.</param>
    public IReadOnlyList<SettingEntry> Read(ParseResult result, CliConsole console, ICollection<string> faults) =>
        ConfigurationFile.Read(result.GetValue(_config), console.CurrentDirectory, faults);
}
