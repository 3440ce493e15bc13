using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace AsyncCrawler.Host.Cli;

/// <summary>How much a verb says, and in which form.</summary>
internal sealed class Verbosity
{
    private readonly Option<bool> _json = new("--json") { Description = "JSON lines on standard output.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Say nothing but errors.", Arity = ArgumentArity.Zero };
    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Log what happens; twice for every URL.", Arity = ArgumentArity.Zero };

    /// <summary>Gives the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_json);
        command.Add(_quiet);
        command.Add(_verbose);
    }

    /// <summary>Whether results are JSON lines.</summary>
    public bool IsJson(ParseResult result) => result.GetValue(_json);

    /// <summary>Whether people are told nothing but errors.</summary>
    public bool IsQuiet(ParseResult result) => result.GetValue(_quiet);

    /// <summary>The least severe events that are logged.</summary>
    public LogLevel LogLevel(ParseResult result) => (IsQuiet(result), result.GetResult(_verbose)?.IdentifierTokenCount ?? 0) switch
    {
        (true, _) => Microsoft.Extensions.Logging.LogLevel.Error,
        (_, 0) => Microsoft.Extensions.Logging.LogLevel.Warning,
        (_, 1) => Microsoft.Extensions.Logging.LogLevel.Information,
        _ => Microsoft.Extensions.Logging.LogLevel.Debug,
    };

    /// <summary>The same for a program that runs for long and tells its operator what it does.</summary>
    public LogLevel ServiceLogLevel(ParseResult result) =>
        LogLevel(result) is Microsoft.Extensions.Logging.LogLevel.Warning ? Microsoft.Extensions.Logging.LogLevel.Information : LogLevel(result);
}
