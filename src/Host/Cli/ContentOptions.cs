using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>The options that say what is taken out of pages, besides links: fields, structured data, text.</summary>
internal sealed class ContentOptions
{
    private readonly Option<string[]> _fields = new("--field")
    {
        Description = "A value of each page: css:SELECTOR, css:SELECTOR@ATTRIBUTE or xpath:EXPRESSION; NAME* takes every match.",
        HelpName = "NAME=EXPRESSION",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _structured = new("--structured") { Description = "Open Graph, Twitter cards and JSON-LD of each page.", Arity = ArgumentArity.Zero };

    private readonly Option<string?> _text = new("--text") { Description = "The main text of each page: plain or markdown.", HelpName = "FORM", Arity = ArgumentArity.ExactlyOne };

    /// <summary>Gives the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_fields);
        command.Add(_structured);
        command.Add(_text);
    }

    /// <summary>What was said.</summary>
    /// <param name="result">The parsed command line.</param>
    public IEnumerable<SettingEntry> Read(ParseResult result)
    {
        foreach (var (index, text) in (result.GetValue(_fields) ?? []).Index())
        {
            yield return new SettingEntry($"Parsing:Fields:{index}", text, _fields.Name);
        }

        if (result.GetValue(_structured))
        {
            yield return new SettingEntry("Parsing:StructuredData", "true", _structured.Name);
        }

        if (result.GetValue(_text) is { } form)
        {
            yield return new SettingEntry("Parsing:TextForm", form, _text.Name) { Allowed = "plain or markdown" };
        }
    }
}
