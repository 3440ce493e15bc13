using Microsoft.Extensions.Options;

namespace AsyncCrawler.Fetching;

/// <summary>Checks the ranges and what attributes cannot say of <see cref="FetchOptions"/>.</summary>
internal sealed class FetchOptionsValidator : IValidateOptions<FetchOptions>
{
    private static readonly FetchOptionsRangesValidator Ranges = new();

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FetchOptions options)
    {
        var ranges = Ranges.Validate(name, options);
        List<string> faults = [.. ranges.Failures ?? []];
        faults.AddRange(options.Headers.Select(HeaderFields.FaultOf).OfType<string>());
        faults.AddRange(NetworkTexts.FaultsOf(nameof(options.AllowedNetworks), options.AllowedNetworks));
        faults.AddRange(NetworkTexts.FaultsOf(nameof(options.DeniedNetworks), options.DeniedNetworks));
        faults.AddRange(options.AllowedPorts.Where(port => port is < 1 or > 65_535)
            .Select(port => $"AllowedPorts: {port} is not between 1 and 65535."));
        faults.AddRange(IdentityFaults.Of(options));
        if (options.RetryMaxDelay < options.RetryBaseDelay)
        {
            faults.Add($"RetryMaxDelay ({options.RetryMaxDelay}) is shorter than RetryBaseDelay ({options.RetryBaseDelay}).");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
