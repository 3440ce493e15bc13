using AsyncCrawler.Urls;

namespace AsyncCrawler.Fetching;

/// <summary>A message to a URL that somebody outside has given us.</summary>
public sealed class WebhookMessage
{
    /// <summary>Most bytes of a body.</summary>
    // A state and its counts take less than 2 kB; whoever wants more asks the API.
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>Makes a message.</summary>
    /// <param name="url">Where it goes.</param>
    /// <param name="json">The body, JSON in UTF-8; at most <see cref="MaxBodyBytes"/>.</param>
    /// <param name="headers">Further fields, for example a signature. Names that the exchange itself needs, and credentials, are refused.</param>
    /// <exception cref="ArgumentException">The body is too long, or a field cannot be sent.</exception>
    public WebhookMessage(CrawlUrl url, ReadOnlyMemory<byte> json, IReadOnlyDictionary<string, string>? headers = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(json.Length, MaxBodyBytes, nameof(json));
        if (headers?.Select(HeaderFields.FaultOf).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw new ArgumentException(fault, nameof(headers));
        }

        Url = url;
        Json = json;
        Headers = headers ?? new Dictionary<string, string>();
    }

    /// <summary>Where it goes.</summary>
    public CrawlUrl Url { get; }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Further fields.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }
}
