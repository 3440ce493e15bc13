using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Pipeline;
using AsyncCrawler.Politeness;
using AsyncCrawler.Scope;
using AsyncCrawler.Urls;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <summary>Checks the options of every room at start, and names every fault at once.</summary>
internal sealed class CrawlerOptionsValidator : IValidateOptions<CrawlerOptions>
{
    public ValidateOptionsResult Validate(string? name, CrawlerOptions options)
    {
        List<string> faults =
        [
            .. FaultsOf(nameof(options.Frontier), new FrontierOptionsValidator(), options.Frontier),
            .. options.Frontier.Sites.Index().SelectMany(static entry => FaultsOfSite($"Frontier:Sites:{entry.Index}", entry.Item)),
            .. FaultsOf(nameof(options.Politeness), new PolitenessOptionsValidator(), options.Politeness),
            .. FaultsOf(nameof(options.Parsing), new ParserPoolOptionsValidator(), options.Parsing),
            .. FaultsOf(nameof(options.Pipeline), new PipelineOptionsValidator(), options.Pipeline),
            .. FaultsOf(nameof(options.Fetch), new FetchOptionsValidator(), options.Fetch),
            .. new ScopeOptionsValidator().Validate(name, options.Scope).Failures ?? [],
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOfSite(string name, SiteOptions site) =>
    [
        .. FaultsOf(name, new SiteOptionsValidator(), site),
        .. SiteFields.FaultsOf(site).Select(fault => $"{name}:{nameof(site.Fields)}: {fault}"),
        .. CrawlUrl.TryParse(site.Url, out _) ? [] : new[] { $"{name}:Url: '{site.Url}' is no absolute http or https URL." },
    ];

    private static IEnumerable<string> FaultsOf<T>(string room, IValidateOptions<T> validator, T options)
        where T : class =>
        (validator.Validate(room, options).Failures ?? []).Select(fault => $"{room}:{fault}");
}
