using AsyncCrawler.Benchmarks.Parsers;
using BenchmarkDotNet.Running;

if (args is ["parsers"])
{
    await ParsersScenario.RunAsync(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
}
