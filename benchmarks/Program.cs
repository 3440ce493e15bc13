using System.Globalization;
using AsyncCrawler.Benchmarks.Crawls;
using AsyncCrawler.Benchmarks.Fetching;
using AsyncCrawler.Benchmarks.Frontier;
using AsyncCrawler.Benchmarks.Micro;
using AsyncCrawler.Benchmarks.Parsers;
using AsyncCrawler.Benchmarks.Politeness;
using AsyncCrawler.Benchmarks.Service;
using BenchmarkDotNet.Running;

// Reports read alike whoever makes them.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

if (args is ["parsers", .. [] or [_] or [_, _] or [_, _, _]])
{
    await ParsersScenario.RunAsync(args is [_, var part, ..] ? part : "all", args is [_, _, not "-" and var worker, ..] ? worker : null, args is [_, _, _, var size] ? size : null, Console.Out);
}
else if (args is ["fetch"])
{
    await FetchScenario.RunAsync(Console.Out);
}
else if (args is ["fetch", var sides, var bytes, var rounds])
{
    await FetchScenario.RunAloneAsync(sides, int.Parse(bytes, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture), Console.Out);
}
else if (args is [LoadServer.Verb, .. var load])
{
    await LoadServer.RunAsync(load);
}
else if (args is ["crawl-parts", .. var crawlParts])
{
    await CrawlScenario.RunAsync(crawlParts, Console.Out);
}
else if (args is [SiteServer.Verb, .. var siteArguments])
{
    await SiteServer.RunAsync(siteArguments);
}
else if (args is ["frontier-scale", .. var numbers])
{
    await FrontierScaleScenario.RunAsync(numbers, Console.Out);
}
else if (args is ["politeness", .. var sizes])
{
    await PolitenessScenario.RunAsync(sizes, Console.Out);
}
else if (args is ["waiting-hosts"])
{
    await WaitingHosts.RunAsync(Console.Out);
}
else if (args is ["service-load", var program, .. var size])
{
    int[] amounts = [.. size.Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
    await ServiceLoadScenario.RunAsync(program, amounts is [var pages, ..] ? pages : 20_000, amounts is [_, var clients, ..] ? clients : 200, amounts is [_, _, var streams] ? streams : 20, Console.Out);
}
else if (args is ["micro"])
{
    MicroReport.Write(Console.Out, Console.OpenStandardError());
}
else
{
    // In this process: a project that BenchmarkDotNet generates would have no parser program beside it.
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess"]);
}
