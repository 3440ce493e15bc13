using System.CommandLine;
using System.Globalization;
using AsyncCrawler.MockSite.Load;

namespace AsyncCrawler.Host.Cli;

/// <summary><c>bench bare-loop</c>: what <see cref="BenchVerb"/> starts in a process of its own, and nobody else.</summary>
internal sealed class BareLoopVerb
{
    private readonly CliConsole _console;
    private readonly Argument<string> _list = new("LIST") { Description = "A file with URLs, one a line." };
    private readonly Argument<int> _loops = new("LOOPS") { Description = "Fetches at once." };

    /// <param name="console">The world outside.</param>
    public BareLoopVerb(CliConsole console)
    {
        _console = console;
        Command = new Command("bare-loop", "Fetch every URL of a list by a bare HTTP client, and tell the bytes.") { _list, _loops };
        Command.Hidden = true;
        Command.SetAction(RunAsync);
    }

    /// <summary>The verb.</summary>
    public Command Command { get; }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(result.GetRequiredValue(_list), cancellationToken);
        using var loop = new BareLoop();
        var bytes = await loop.RunAsync([.. lines.Select(line => new Uri(line))], result.GetValue(_loops), cancellationToken);
        _console.Print(bytes.ToString(CultureInfo.InvariantCulture));
        return ExitCode.Done;
    }
}
