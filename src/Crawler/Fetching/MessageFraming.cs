using System.Net.Http.Headers;

namespace AsyncCrawler.Fetching;

/// <summary>Where a message ends (RFC 9112 §6.3), as far as the platform is silent about it: it takes the first of two lengths, and reads to the close what it cannot understand.</summary>
internal static class MessageFraming
{
    // Promises S9. Real responses have some dozens; the limit of bytes alone lets sixteen thousand through.
    private const int MaxFields = 1_000;

    /// <summary>True when there are more fields, counted by name, than anybody needs.</summary>
    /// <param name="content">The fields about the body.</param>
    /// <param name="response">The other ones.</param>
    public static bool HasTooManyFields(HttpContentHeaders content, HttpResponseHeaders response) =>
        content.NonValidated.Count + response.NonValidated.Count > MaxFields;

    /// <summary>False when Content-Length says nothing or contradicts itself, which makes the whole response void. Chunks make it irrelevant.</summary>
    /// <param name="content">The fields about the body.</param>
    /// <param name="response">The other ones.</param>
    public static bool IsSound(HttpContentHeaders content, HttpResponseHeaders response)
    {
        if (!content.NonValidated.TryGetValues("Content-Length", out var fields) || response.NonValidated.Contains("Transfer-Encoding"))
        {
            return true;
        }

        long? length = null;
        foreach (var field in fields)
        {
            foreach (var range in field.AsSpan().Split(','))
            {
                // RFC 9110 §8.6: the same number again is tolerated.
                var text = field.AsSpan(range).Trim(" \t");
                if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9') || !long.TryParse(text, out var number) || number != (length ??= number))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
