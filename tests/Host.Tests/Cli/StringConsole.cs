using System.Diagnostics.CodeAnalysis;
using System.Text;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Cli;

/// <summary>A console of strings: no terminal, a clock that stands still, an empty environment.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A StringWriter holds nothing that must be given back.")]
internal sealed class StringConsole
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public StringConsole(string input = "")
    {
        var variables = new Dictionary<string, string>();
        Variables = variables;
        Console = new CliConsole
        {
            Out = CliConsole.Wrap(_out, isTerminal: false, variables),
            Error = CliConsole.Wrap(_error, isTerminal: false, variables),
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
            Variables = variables,
            CurrentDirectory = Path.GetTempPath(),
            Time = Time,
        };
    }

    public CliConsole Console { get; }

    public ManualTimeProvider Time { get; } = new();

    public Dictionary<string, string> Variables { get; }

    public string Output => _out.ToString();

    public string ErrorText => _error.ToString();

    public string[] ErrorLines => ErrorText.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
