using AsyncCrawler.ParserWorkers.Confinement;

namespace AsyncCrawler.FakeWorker;

internal static class Program
{
    /// <summary>
    /// What goes wrong at the start stands in the name by which the program was called (tests make a symbolic link), since
    /// the pool gives its workers neither arguments nor environment.
    /// </summary>
    private static async Task<int> Main(string[] arguments)
    {
        var name = CalledAs();
        if (name == "service")
        {
            return await FakeService.RunAsync(arguments[0]);
        }

        // It has these walls whatever else it lacks: without a group of its own, what it starts could not be killed with it.
        var layers = name == "confined" ? SelfConfinement.Enter() : ProcessWalls.Build();
        switch (name)
        {
            case "exits-at-start":
                await Console.Error.WriteLineAsync("I \u001b[31mcannot\u001b[0m go on");
                return 7;
            case "says-nothing":
                Misdeeds.Hang();
                return 0;
            case "says-nonsense":
                Console.OpenStandardOutput().Write("Hello, I am your parser worker!\n"u8);
                Misdeeds.Hang();
                return 0;
            case "speaks-protocol-99":
                new FakeConversation().Run(protocolVersion: 99, refusesFirstPage: false);
                return 3;
            case "refuses-first-page":
                new FakeConversation().Run(Contracts.ParserProtocol.Version, refusesFirstPage: true);
                return 0;
            case "answers-together":
                new FakeConversation { Layers = layers, AnswersTogether = true }.Run(Contracts.ParserProtocol.Version, refusesFirstPage: false);
                return 0;
            default:
                new FakeConversation { Layers = layers }.Run(Contracts.ParserProtocol.Version, refusesFirstPage: false);
                return 0;
        }
    }

    // proc(5): the arguments, each ended by a NUL; the first is the name that was called, the link and not its target.
    private static string CalledAs() => Path.GetFileName(File.ReadAllText("/proc/self/cmdline").Split('\0')[0]);
}
