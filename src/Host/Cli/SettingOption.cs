using System.CommandLine;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>An option of the command line that is another word for an option of the engine.</summary>
/// <param name="Option">The option; a flag when it takes no value.</param>
/// <param name="Setting">The configuration name.</param>
/// <param name="Translate">From the command line's words to the configuration's; gets an empty text for a flag.</param>
/// <param name="Allowed">What a fault says is allowed; null when the configuration's words do.</param>
internal sealed record SettingOption(Option Option, string Setting, Func<string, string> Translate, string? Allowed = null);
