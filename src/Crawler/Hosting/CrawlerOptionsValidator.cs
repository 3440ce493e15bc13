using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using AsyncCrawler.Fetching;
using AsyncCrawler.Frontier;
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
            .. FaultsOf(nameof(options.Frontier), options.Frontier),
            .. options.Frontier.Sites.Index().SelectMany(static entry => FaultsOfSite($"Frontier:Sites:{entry.Index}", entry.Item)),
            .. FaultsOf(nameof(options.Politeness), options.Politeness),
            .. FaultsOf(nameof(options.Parsing), options.Parsing),
            .. FaultsOf(nameof(options.Output), options.Output),
            .. FaultsOf(nameof(options.Pipeline), options.Pipeline),
            .. (new FetchOptionsValidator().Validate(name, options.Fetch).Failures ?? []).Select(fault => $"{nameof(options.Fetch)}:{fault}"),
            .. new ScopeOptionsValidator().Validate(name, options.Scope).Failures ?? [],
        ];
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOfSite(string name, SiteOptions site) =>
    [
        .. FaultsOf(name, site),
        .. SiteFields.FaultsOf(site).Select(fault => $"{name}:{nameof(site.Fields)}: {fault}"),
        .. CrawlUrl.TryParse(site.Url, out _) ? [] : new[] { $"{name}:Url: '{site.Url}' is no absolute http or https URL." },
    ];

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Options are classes of these assemblies, which a trimmed program keeps whole: Host.csproj.")]
    private static IEnumerable<string> FaultsOf(string room, object options)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"{room}:{string.Join(',', result.MemberNames)}: {result.ErrorMessage}");
    }
}
