using AsyncCrawler.Host.Jobs;
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
        if (pool.Snapshot() is { Workers.Count: 0 } or { Fault: not null })
        {
            return;
        }

        try
        {
            foreach (var rule in built.Parsing.Fields)
            {
                if (await pool.ValidateFieldsAsync([rule], cancellationToken) is { } fault)
                {
                    faults.Add($"options.fields.{rule.Name}{(rule.IsList ? "*" : "")}", fault);
                }
            }
        }
        catch (ParserUnavailableException)
        {
            // It is held then, and not refused.
        }
    }
}
