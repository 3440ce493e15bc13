using AsyncCrawler.Host.Cli;

namespace AsyncCrawler.Host;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => CommandLine.RunAsync(arguments, CliConsole.OfProcess());
}
