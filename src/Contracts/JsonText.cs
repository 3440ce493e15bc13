using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace AsyncCrawler.Contracts;

/// <summary>One JSON value in one line: valid by RFC 8259, without white space between its tokens, every text of it well-formed Unicode.</summary>
public static class JsonText
{
    /// <summary>Deepest nesting of objects and arrays: what readers accept when nothing is said.</summary>
    public const int MaxDepth = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Brings a JSON text into this form; numbers and escapes stay as they are written. Takes linear time.</summary>
    /// <param name="json">Any text.</param>
    /// <param name="line">The line, or null.</param>
    /// <returns>False when the text is no JSON value, nests deeper than <see cref="MaxDepth"/>, or has a lone surrogate in it.</returns>
    public static bool TryMake(string json, [NotNullWhen(true)] out string? line)
    {
        ArgumentNullException.ThrowIfNull(json);
        line = null;
        try
        {
            var reader = new Utf8JsonReader(StrictUtf8.GetBytes(json), new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
                CheckText(ref reader);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            return false;
        }

        line = Strip(json);
        return true;
    }

    /// <summary>Tells whether a text is in this form.</summary>
    /// <param name="json">Any text.</param>
    /// <returns>True when it is.</returns>
    public static bool Is(string json) => TryMake(json, out var line) && line == json;

    // The reader looks at escapes only when it is asked for the text: "\\ud800" is JSON by the grammar, and no text.
    private static void CheckText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
        {
            _ = reader.GetString();
        }
    }

    // Inside a string of valid JSON there is no raw line break and no tab, so only blanks outside need to go.
    private static string Strip(string json)
    {
        var line = new StringBuilder(json.Length);
        var isInString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var character = json[i];
            if (isInString && character == '\\')
            {
                line.Append(character).Append(json[++i]);
                continue;
            }

            isInString ^= character == '"';
            if (isInString || character is not (' ' or '\t' or '\r' or '\n'))
            {
                line.Append(character);
            }
        }

        return line.ToString();
    }
}
