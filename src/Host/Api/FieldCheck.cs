using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Contracts;
using AsyncCrawler.Hosting;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Host.Api;

/// <summary>Has a parser process look at the expressions of a request's fields: only there is the language known.</summary>
internal sealed class FieldCheck(ParserPool pool)
{
    /// <summary>Finds expressions that no parser understands. While there is no parser none is found: the crawl will fail with them.</summary>
    /// <param name="built">The options of the crawl.</param>
    /// <param name="faults">Gets what is wrong.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task FindFaultsAsync(CrawlerOptions built, FaultList faults, CancellationToken cancellationToken)
    {
        var rules = ReadRules(built, faults);
        if (pool.Snapshot() is { Workers.Count: 0 } or { Fault: not null })
        {
            return;
        }

        try
        {
            foreach (var (rule, name) in rules)
            {
                if (await pool.ValidateFieldsAsync([rule], cancellationToken) is { } fault)
                {
                    faults.Add(name, fault);
                }
            }
        }
        catch (ParserUnavailableException)
        {
            // It is held then, and not refused.
        }
    }

    /// <summary>Each rule once, with what the request calls it.</summary>
    private static Dictionary<FieldRule, string> ReadRules(CrawlerOptions built, FaultList faults)
    {
        var rules = new Dictionary<FieldRule, string>();
        foreach (var rule in built.Parsing.Fields)
        {
            rules.TryAdd(rule, $"options.fields.{rule.Name}{(rule.IsList ? "*" : "")}");
        }

        foreach (var (index, site) in built.Frontier.Sites.Index())
        {
            foreach (var text in site.Fields ?? [])
            {
                var name = $"options.sites[{index}].fields.{text.Split('=')[0]}";
                if (!FieldRuleText.TryParse(text, out var rule, out var fault))
                {
                    faults.Add(name, fault);
                }
                else
                {
                    rules.TryAdd(rule, name);
                }
            }
        }

        return rules;
    }
}
