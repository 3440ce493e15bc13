using AsyncCrawler.MockSite.Cli;

namespace AsyncCrawler.MockSite;

internal static class Program
{
    private static Task<int> Main(string[] arguments) => new MockSiteCommand(Console.Out, Console.Error).RunAsync(arguments);
}
