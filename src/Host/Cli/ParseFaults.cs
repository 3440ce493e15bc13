using System.CommandLine;
using System.CommandLine.Parsing;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>What is wrong with a command line before any value is looked at, one line each.</summary>
internal static class ParseFaults
{
    /// <summary>The faults; empty when a verb can be run.</summary>
    public static IReadOnlyList<string> Of(ParseResult result)
    {
        if (result.CommandResult.Command is RootCommand root)
        {
            return [VerbFault(result, root)];
        }

        var faults = ValueFaults(result).ToList();
        if (faults.Count == 0 && result.UnmatchedTokens.Count > 0)
        {
            var unknown = result.UnmatchedTokens.FirstOrDefault(IsOption) ?? result.UnmatchedTokens[0];
            faults.Add(OptionFault(unknown, result.CommandResult.Command));
        }

        return faults.Count > 0 ? faults : [.. result.Errors.Select(error => error.Message)];
    }

    /// <summary>Whether a text was meant as an option. No URL begins like one.</summary>
    public static bool IsOption(string text) => text.Length > 1 && text[0] == '-';

    /// <summary>The fault of a text that is neither an option nor an argument of the verb.</summary>
    public static string OptionFault(string text, Command command)
    {
        var name = text.Split('=', 2)[0];
        var hint = NearestName.Hint(name, command.Options.Select(option => option.Name));
        return $"{command.Name} has no option '{name}'.{hint} See asynccrawler {command.Name} --help.";
    }

    private static string VerbFault(ParseResult result, RootCommand root)
    {
        var verbs = root.Subcommands.Select(command => command.Name).ToList();
        var said = result.UnmatchedTokens.Count > 0 ? result.UnmatchedTokens[0] : null;
        return said is null
            ? $"A verb is missing: {string.Join(", ", verbs)}. See asynccrawler --help."
            : $"There is no {(IsOption(said) ? "option" : "verb")} '{said}'.{NearestName.Hint(said, verbs)} See asynccrawler --help.";
    }

    // The parser takes whatever follows an option for its value: "-o --json" would make a directory of that name. And an
    // empty one is that of a variable which is not set in a script: it must not count as not said.
    private static IEnumerable<string> ValueFaults(ParseResult result)
    {
        var names = result.CommandResult.Command.Options.SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet(StringComparer.Ordinal);
        return result.Tokens.Zip(result.Tokens.Skip(1))
            .Where(pair => pair.First.Type == TokenType.Option && pair.Second.Type == TokenType.Argument && (pair.Second.Value.Length == 0 || names.Contains(pair.Second.Value)))
            .Select(pair => $"{pair.First.Value} needs a value, and {(pair.Second.Value.Length == 0 ? "this one is empty" : $"{pair.Second.Value} is an option")}.");
    }
}
