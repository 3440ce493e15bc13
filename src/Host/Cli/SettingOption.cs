using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>An option of the command line that is another word for an option of the engine or the service.</summary>
/// <param name="Option">The option; a flag when it takes no value.</param>
/// <param name="Setting">The configuration name.</param>
/// <param name="Translate">From the command line's words to the configuration's; gets an empty text for a flag.</param>
/// <param name="Allowed">What a fault says is allowed; null when the configuration's words do.</param>
internal sealed record SettingOption(Option Option, string Setting, Func<string, string> Translate, string? Allowed = null)
{
    /// <summary>An option with a value in the configuration's own words.</summary>
    /// <param name="name">Its name, with dashes.</param>
    /// <param name="valueName">What the help calls the value.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="setting">The configuration name.</param>
    /// <param name="aliases">Other names.</param>
    public static SettingOption Text(string name, string valueName, string description, string setting, params string[] aliases) =>
        new(new Option<string>(name, aliases) { Description = description, HelpName = valueName, Arity = ArgumentArity.ExactlyOne }, setting, static text => text);

    /// <summary>An option without a value.</summary>
    /// <param name="name">Its name, with dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="setting">The configuration name.</param>
    /// <param name="value">What the setting becomes.</param>
    public static SettingOption Flag(string name, string description, string setting, string value = "true") =>
        new(new Option<bool>(name) { Description = description, Arity = ArgumentArity.Zero }, setting, _ => value);
}
