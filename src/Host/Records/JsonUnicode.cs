using System.Text.Json;
using System.Text.Unicode;

namespace AsyncCrawler.Host.Records;

/// <summary>Whether the texts of a JSON value can be read: a document is taken with broken ones, and throws when somebody reads them.</summary>
internal static class JsonUnicode
{
    /// <summary>Looks at all keys and texts.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="maxDepth">The deepest level.</param>
    /// <returns>False for broken UTF-8, and for half a surrogate pair.</returns>
    /// <exception cref="JsonException">It is no JSON, or too deep; found only where escapes have to be looked at.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> json, int maxDepth) =>
        Utf8.IsValid(json) && ((json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) || HasWholePairs(json, maxDepth));

    private static bool HasWholePairs(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        try
        {
            while (reader.Read())
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
