using System.CommandLine;
using AsyncCrawler.Host.Api;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>token SCOPE</c>: makes a token for the service.</summary>
internal sealed class TokenVerb
{
    private readonly Argument<string> _scope = new("SCOPE") { Description = "read, control or admin; each includes those before it." };

    /// <param name="console">The world outside.</param>
    public TokenVerb(CliConsole console)
    {
        Command = new Command("token", "Make a token for callers of the service.") { _scope };
        Command.SetAction(result =>
        {
            var said = result.GetValue(_scope) ?? "";
            var scope = ApiToken.ParseScope(said) ?? throw new BadInputException($"SCOPE '{TerminalText.Escape(said)}': allowed: read, control, admin.");
            var (token, kept) = ApiToken.Create(scope);

            // The token alone on standard output: it goes to the caller; the line goes to the configuration.
            console.Print(token);
            console.Say($"Put into the configuration, and show the token to nobody else: \"Service\": {{ \"Tokens\": [\"{kept}\"] }}");
        });
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }
}
