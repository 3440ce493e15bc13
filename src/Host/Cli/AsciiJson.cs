using System.Globalization;
using System.Text;

namespace AsyncCrawler.Host.Cli;

/// <summary>JSON of ASCII characters only, so that no line can do anything to a terminal.</summary>
internal static class AsciiJson
{
    /// <summary>Escapes the rest.</summary>
    /// <param name="json">A JSON value; outside its strings there is nothing but ASCII.</param>
    /// <returns>The same value.</returns>
    public static string Of(string json)
    {
        var escaped = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            if (character is >= ' ' and <= '~')
            {
                escaped.Append(character);
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
        }

        return escaped.ToString();
    }
}
