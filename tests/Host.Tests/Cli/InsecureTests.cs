using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class InsecureTests
{
    [Theory]
    [InlineData(true, "\u001b[")]
    [InlineData(false, "INSECURE")]
    public void Insecure_SaysSoAndInRedOnATerminal(bool isTerminal, string begin)
    {
        using var error = new StringWriter();
        var variables = new Dictionary<string, string> { ["TERM"] = "xterm-256color" };
        var console = new StringConsole().Console with { Error = CliConsole.Wrap(error, isTerminal, variables) };
        console.Error.Profile.Capabilities.Ansi = isTerminal;
        console.Error.Profile.Capabilities.ColorSystem = isTerminal ? Spectre.Console.ColorSystem.EightBit : Spectre.Console.ColorSystem.NoColors;

        Engine.WarnIfInsecure(console, options => options.Fetch.AcceptInvalidCertificates = true);

        Assert.StartsWith(begin, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("INSECURE: certificates are not checked", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Engine_ThatChecksCertificates_SaysNothing()
    {
        var console = new StringConsole();

        Engine.WarnIfInsecure(console.Console, _ => { });

        Assert.Empty(console.ErrorText);
    }
}
