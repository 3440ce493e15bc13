using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Hosting;

/// <summary>Starts the parser processes for those who ask them for fields.</summary>
internal static class ParserStart
{
    /// <summary>Starts the pool, and has a worker look at the fields.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="fields">The rules that will be asked for.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ParserUnavailableException">The workers do not start.</exception>
    /// <exception cref="OptionsValidationException">An expression is faulty; names field, expression and position.</exception>
    public static async Task StartAsync(this ParserPool pool, IEnumerable<FieldRule> fields, CancellationToken cancellationToken)
    {
        await pool.StartAsync(cancellationToken).ConfigureAwait(false);

        // One at a time, so that every fault is named at once.
        List<string> faults = [];
        foreach (var rule in fields)
        {
            if (await pool.ValidateFieldsAsync([rule], cancellationToken).ConfigureAwait(false) is { } fault)
            {
                faults.Add(fault);
            }
        }

        if (faults.Count > 0)
        {
            throw new OptionsValidationException(ParserPoolOptions.Section, typeof(ParserPoolOptions), faults);
        }
    }
}
