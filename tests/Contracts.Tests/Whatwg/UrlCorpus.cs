using System.Globalization;
using System.Text;
using System.Text.Json;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

/// <summary>The cases of a corpus file of URL tests. Their texts hold lone surrogates, which System.Text.Json refuses to read.</summary>
internal static class UrlCorpus
{
    public static IReadOnlyList<Dictionary<string, string?>> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("url-wpt/" + file)));
        return [.. document.RootElement.EnumerateArray()
            .Where(element => element.ValueKind == JsonValueKind.Object)
            .Select(element => element.EnumerateObject().ToDictionary(member => member.Name, member => Text(member.Value)))];
    }

    /// <summary>The text of a string, null for null, the JSON itself for anything else.</summary>
    private static string? Text(JsonElement element)
    {
        var raw = element.GetRawText();
        if (element.ValueKind != JsonValueKind.String)
        {
            return element.ValueKind == JsonValueKind.Null ? null : raw;
        }

        var text = new StringBuilder();
        for (var i = 1; i < raw.Length - 1; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var c => c });
            }
        }

        return text.ToString();
    }
}
