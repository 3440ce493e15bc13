using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

/// <summary>One test of html5lib's <c>.test</c> files (its <c>tokenizer/README.md</c>).</summary>
internal sealed partial record Html5LibTokenTest
{
    public required string Description { get; init; }

    public required string Input { get; init; }

    public required IReadOnlyList<TextMode> Modes { get; init; }

    public required string? LastStartTag { get; init; }

    /// <summary>In the form of <see cref="TokenLog"/>.</summary>
    public required IReadOnlyList<string> Output { get; init; }

    public static IEnumerable<Html5LibTokenTest> ReadFile(string path)
    {
        using var content = JsonDocument.Parse(File.ReadAllBytes(path));
        return content.RootElement.TryGetProperty("tests", out var tests) ? [.. tests.EnumerateArray().Select(Read)] : [];
    }

    private static Html5LibTokenTest Read(JsonElement test)
    {
        var isEscaped = test.TryGetProperty("doubleEscaped", out var escaped) && escaped.GetBoolean();
        return new Html5LibTokenTest
        {
            Description = Text(test.GetProperty("description"), isEscaped: false),
            Input = Text(test.GetProperty("input"), isEscaped),
            Modes = test.TryGetProperty("initialStates", out var states) ? [.. states.EnumerateArray().Select(state => ModeOf(Text(state, isEscaped: false)))] : [TextMode.Data],
            LastStartTag = test.TryGetProperty("lastStartTag", out var last) ? last.GetString() : null,
            Output = [.. test.GetProperty("output").EnumerateArray().Select(token => Describe(token, isEscaped))],
        };
    }

    private static string Describe(JsonElement token, bool isEscaped) => token[0].GetString() switch
    {
        "Character" => TokenLog.Characters(Text(token[1], isEscaped)),
        "Comment" => TokenLog.Comment(Text(token[1], isEscaped)),
        "DOCTYPE" => TokenLog.DocumentType,
        "StartTag" => TokenLog.StartTag(
            Text(token[1], isEscaped),
            token[2].EnumerateObject().Select(attribute => KeyValuePair.Create(Unescape(attribute.Name, isEscaped), Text(attribute.Value, isEscaped))),
            token.GetArrayLength() > 3 && token[3].GetBoolean()),
        "EndTag" => TokenLog.EndTag(Text(token[1], isEscaped)),
        var other => throw new InvalidDataException($"html5lib has no token '{other}'."),
    };

    private static TextMode ModeOf(string state) => state switch
    {
        "Data state" => TextMode.Data,
        "RCDATA state" => TextMode.ReferencesOnly,
        "RAWTEXT state" => TextMode.RawText,
        "Script data state" => TextMode.ScriptData,
        "PLAINTEXT state" => TextMode.PlainText,
        "CDATA section state" => TextMode.CharacterData,
        _ => throw new InvalidDataException($"html5lib has no state '{state}'."),
    };

    private static string Text(JsonElement value, bool isEscaped) => Unescape(value.GetString() ?? string.Empty, isEscaped);

    private static string Unescape(string text, bool isEscaped) =>
        isEscaped ? EscapedCharacter().Replace(text, match => ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString()) : text;

    [GeneratedRegex(@"\\u(?<code>[0-9A-Fa-f]{4})")]
    private static partial Regex EscapedCharacter();
}
