namespace AsyncCrawler.Fetching;

/// <summary>Undoes content codings as the body comes in.</summary>
internal static class ContentDecoder
{
    /// <summary>What is offered in Accept-Encoding: all that can be undone.</summary>
    public const string Offer = "gzip, deflate, br";

    // Nobody codes twice on purpose; one mistake of a proxy is tolerated, an onion is not (promises S8, C02).
    private const int MaxLayers = 2;

    /// <summary>Reads Content-Encoding fields.</summary>
    /// <param name="fields">The field values in their order.</param>
    /// <returns>The codings in the order in which they were applied; empty for identity.</returns>
    /// <exception cref="FetchFaultException">A coding is unknown, or there are too many.</exception>
    public static IReadOnlyList<ContentCoding> Parse(IEnumerable<string> fields)
    {
        List<ContentCoding> codings = [];
        foreach (var field in fields)
        {
            foreach (var range in field.AsSpan().Split(','))
            {
                if (ParseOne(field.AsSpan(range).Trim(" \t")) is not { } coding)
                {
                    continue;
                }

                codings.Add(coding);
                if (codings.Count > MaxLayers)
                {
                    throw new FetchFaultException(FetchFailureReason.BadContentCoding, $"More than {MaxLayers} content codings.");
                }
            }
        }

        return codings;
    }

    /// <summary>Wraps a coded stream in one that gives the decoded bytes.</summary>
    /// <param name="coded">The coded bytes.</param>
    /// <param name="codings">The codings in the order in which they were applied.</param>
    /// <param name="between">Wraps what goes from one coding to the next.</param>
    /// <returns>The decoded bytes. Reading throws <see cref="InvalidDataException"/> when a coding is broken, or ends before its end mark.</returns>
    public static Stream Open(Stream coded, IReadOnlyList<ContentCoding> codings, Func<Stream, Stream> between)
    {
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            coded = codings[i] == ContentCoding.Brotli ? new BrotliBodyStream(coded) : new InflateStream(coded, codings[i]);
            coded = i > 0 ? between(coded) : coded;
        }

        return coded;
    }

    private static ContentCoding? ParseOne(ReadOnlySpan<char> name) => name switch
    {
        _ when name.IsEmpty || name.Equals("identity", StringComparison.OrdinalIgnoreCase) => null,
        _ when name.Equals("gzip", StringComparison.OrdinalIgnoreCase) => ContentCoding.Gzip,
        _ when name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) => ContentCoding.Gzip, // RFC 9110 §8.4.1.3
        _ when name.Equals("deflate", StringComparison.OrdinalIgnoreCase) => ContentCoding.Deflate,
        _ when name.Equals("br", StringComparison.OrdinalIgnoreCase) => ContentCoding.Brotli,
        _ => throw new FetchFaultException(FetchFailureReason.BadContentCoding, $"Content-Encoding '{name.ToString()}' was not offered and is not known."),
    };
}
