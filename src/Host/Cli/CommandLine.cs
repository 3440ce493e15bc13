using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Host.Cli;

/// <summary>The program: finds the verb, runs it, and is the one edge at which whatever went wrong becomes a line and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>How every line of its own begins.</summary>
    public const string ProgramName = "asynccrawler";

    /// <summary>Runs a command line.</summary>
    /// <param name="arguments">The arguments, without the program's name.</param>
    /// <param name="console">The world outside.</param>
    /// <returns>The exit code: see <see cref="ExitCode"/>.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Edge of the program: becomes a line and an exit code.")]
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliConsole console)
    {
        try
        {
            // No response files: a seed may begin with @.
            var result = Build(console).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            var isQuestion = result.Action is not (null or ParseErrorAction) && result.CommandResult.Command is RootCommand;
            if (!isQuestion && result.Action is not HelpAction && ParseFaults.Of(result) is { Count: > 0 } faults)
            {
                throw new BadInputException(faults);
            }

            return await result.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = console.Out.Profile.Out.Writer,
                Error = console.Error.Profile.Out.Writer,
            });
        }
        catch (IOException error) when (StandardOutput.IsClosed(error))
        {
            // Nobody reads on (| head): whoever did has had what they wanted.
            return ExitCode.Done;
        }
        catch (Exception error)
        {
            foreach (var line in LinesOf(error))
            {
                console.Say($"{ProgramName}: {line}");
            }

            return ExitCode.Of(error);
        }
    }

    private static RootCommand Build(CliConsole console) => new("An asynchronous web crawler: pages and images fetched concurrently, parsed in child processes.")
    {
        new CrawlVerb(console).Command,
        new ResumeVerb(console).Command,
        new ExtractVerb(console).Command,
        new DemoVerb(console).Command,
        new FetchVerb(console).Command,
        new BenchVerb(console).Command,
        new RobotsVerb(console).Command,
        new SitemapVerb(console).Command,
        new ExplainVerb(console).Command,
        new ServeVerb(console).Command,
        new TokenVerb(console).Command,
    };

    private static IEnumerable<string> LinesOf(Exception error) => error switch
    {
        BadInputException input => input.Faults,
        OptionsValidationException options => options.Failures,
        OperationCanceledException => ["Interrupted before the crawl began."],
        _ => [ScarcityFault.Of(error, ProcessLimits.Lines()) ?? error.Message],
    };
}
