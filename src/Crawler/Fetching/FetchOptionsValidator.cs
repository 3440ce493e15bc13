using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Fetching;

/// <summary>Checks the ranges and what attributes cannot say of <see cref="FetchOptions"/>.</summary>
internal sealed class FetchOptionsValidator : IValidateOptions<FetchOptions>
{
    private static readonly FetchOptionsRangesValidator Ranges = new();

    // What the exchange itself needs, and credentials: those would go to every host (promises S5).
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Authorization", "Connection", "Content-Length", "Cookie", "Expect", "Host", "Keep-Alive",
        "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FetchOptions options)
    {
        var ranges = Ranges.Validate(name, options);
        List<string> faults = [.. ranges.Failures ?? []];
        faults.AddRange(options.Headers.Select(FaultOf).OfType<string>());
        faults.AddRange(options.AllowedNetworks.Where(text => !IPNetwork.TryParse(text, out _))
            .Select(text => $"AllowedNetworks: '{text}' is no network in CIDR form, for example 10.1.0.0/16."));
        faults.AddRange(options.AllowedPorts.Where(port => port is < 1 or > 65_535)
            .Select(port => $"AllowedPorts: {port} is not between 1 and 65535."));
        if (options.RetryMaxDelay < options.RetryBaseDelay)
        {
            faults.Add($"RetryMaxDelay ({options.RetryMaxDelay}) is shorter than RetryBaseDelay ({options.RetryBaseDelay}).");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static string? FaultOf(KeyValuePair<string, string> header)
    {
        if (OwnHeaders.Contains(header.Key))
        {
            return $"Headers: '{header.Key}' cannot be sent to every host.";
        }

        using var probe = new HttpRequestMessage();
        var isGood = probe.Headers.TryAddWithoutValidation(header.Key, "") && !header.Value.AsSpan().ContainsAny('\r', '\n', '\0');
        return isGood ? null : $"Headers: '{header.Key}' is no field name, or its value has more than one line.";
    }
}
