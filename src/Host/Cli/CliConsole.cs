using System.Collections;
using System.Text;
using AsyncCrawler.Host.Diagnostics;
using Spectre.Console;

namespace AsyncCrawler.Host.Cli;

/// <summary>Everything outside that a verb touches: streams, terminal, environment, folder and clock. Tests make their own.</summary>
internal sealed record CliConsole
{
    // Wide enough that no line of a pipe is ever wrapped.
    private const int PipeWidth = 4096;
    private const int MaxLineLength = 2_000;

    /// <summary>Results.</summary>
    public required IAnsiConsole Out { get; init; }

    /// <summary>Progress, logs and faults. All of it goes through this one object, which keeps live display and lines apart.</summary>
    public required IAnsiConsole Error { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>The environment's variables.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Where relative paths begin.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Whether what is shown can be redrawn in place.</summary>
    public bool IsLive => Error.Profile.Capabilities.Ansi && Error.Profile.Out.IsTerminal;

    /// <summary>The console of this process.</summary>
    public static CliConsole OfProcess()
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? "", StringComparer.Ordinal);
        var output = Console.IsOutputRedirected
            ? new StreamWriter(StandardOutput.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true }
            : Console.Out;
        return new CliConsole
        {
            Out = Wrap(output, !Console.IsOutputRedirected, variables),
            Error = Wrap(Console.Error, !Console.IsErrorRedirected, variables),
            OpenInput = Console.OpenStandardInput,
            Variables = variables,
            CurrentDirectory = Environment.CurrentDirectory,
            Time = TimeProvider.System,
        };
    }

    /// <summary>A console on a writer: plain and never wrapping unless it is a terminal.</summary>
    public static IAnsiConsole Wrap(TextWriter writer, bool isTerminal, IReadOnlyDictionary<string, string> variables)
    {
        // no-color.org: any value that is not empty. A dumb terminal knows no sequences at all.
        var hasColor = isTerminal && variables.GetValueOrDefault("NO_COLOR") is null or "";
        var isDumb = variables.GetValueOrDefault("TERM") is null or "" or "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal && !(isDumb && !OperatingSystem.IsWindows()) ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal && hasColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
    }

    /// <summary>Writes one line of results, escaped and in full: past the renderer, which would wrap it at the terminal's width.</summary>
    /// <param name="line">The line; may quote anything.</param>
    /// <exception cref="IOException">Standard output is gone or full.</exception>
    public void Print(string line) => Out.Profile.Out.Writer.WriteLine(TerminalText.Escape(line, int.MaxValue));

    /// <summary>Writes one line for the operator, escaped as a whole. Thread-safe.</summary>
    /// <param name="line">The line; may quote anything.</param>
    public void Say(string line) => Write(line, Style.Plain);

    /// <summary>As <see cref="Say"/>, in red where the terminal has colours: for what is not safe.</summary>
    public void Warn(string line) => Write(line, new Style(Color.Red));

    private void Write(string line, Style style)
    {
        try
        {
            Error.Write(new Text(TerminalText.Escape(line, MaxLineLength) + Environment.NewLine, style));
        }
        catch (IOException)
        {
            // The terminal is gone (SIGHUP) or its disk is full: nobody is left to tell, and the crawl must still end in order.
        }
    }
}
