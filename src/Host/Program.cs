using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Operation;

namespace AsyncCrawler.Host;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Before all else: with fewer some assembly could not be loaded, and what it says of that helps nobody.
        if (DescriptorLimit.FindFault() is { } fault)
        {
            await Console.Error.WriteLineAsync($"{CommandLine.ProgramName}: {fault}");
            return ExitCode.BadInput;
        }

        using var limit = FileSizeLimit.MakeAnError();
        return await CommandLine.RunAsync(arguments, CliConsole.OfProcess());
    }
}
