using System.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

/// <summary>Writes down the tokens of a page as lines, neighbouring characters in one.</summary>
internal static class TokenLog
{
    public const string DocumentType = "document type";

    public static List<string> Read(ReadOnlySpan<byte> page, TextMode mode = TextMode.Data, string? lastStartTag = null, TextMode modeBehindFirstTag = TextMode.Data, bool isForeign = false)
    {
        var tokenizer = new HtmlTokenizer(page) { IsInForeignContent = isForeign };
        tokenizer.Enter(mode, Encoding.UTF8.GetBytes(lastStartTag ?? string.Empty));
        var lines = new List<string>();
        var characters = new StringBuilder();
        for (var kind = tokenizer.Read(); ; kind = tokenizer.Read())
        {
            if (kind == TokenKind.Text)
            {
                characters.Append(Text(tokenizer.Data, tokenizer.DataRules));
                continue;
            }

            if (characters.Length > 0)
            {
                lines.Add(Characters(characters.ToString()));
                characters.Clear();
            }

            switch (kind)
            {
                case TokenKind.StartTag:
                    lines.Add(StartTag(Name(tokenizer.Name), Attributes(tokenizer.Attributes), tokenizer.IsSelfClosing));
                    tokenizer.Enter(lines.Count == 1 ? modeBehindFirstTag : TextMode.Data);
                    break;
                case TokenKind.EndTag:
                    lines.Add(EndTag(Name(tokenizer.Name)));
                    break;
                case TokenKind.Comment:
                    lines.Add(Comment(Text(tokenizer.Data, tokenizer.DataRules)));
                    break;
                case TokenKind.DocumentType:
                    lines.Add(DocumentType);
                    break;
                default:
                    return lines;
            }
        }
    }

    public static string Characters(string text) => $"characters {text}";

    public static string Comment(string text) => $"comment {text}";

    public static string EndTag(string name) => $"end tag {name}";

    public static string StartTag(string name, IEnumerable<KeyValuePair<string, string>> attributes, bool isSelfClosing) =>
        $"start tag {name} {(isSelfClosing ? "/" : string.Empty)} {string.Join(' ', attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"[{attribute.Key}={attribute.Value}]"))}";

    private static Dictionary<string, string> Attributes(AttributeReader reader)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.MoveNext())
        {
            attributes.TryAdd(Name(reader.Name), Text(reader.Value, TextRules.Attribute));
        }

        return attributes;
    }

    private static string Name(ReadOnlySpan<byte> bytes) =>
        string.Concat(Text(bytes, TextRules.None).Select(letter => char.IsAsciiLetterUpper(letter) ? char.ToLowerInvariant(letter) : letter));

    private static string Text(ReadOnlySpan<byte> bytes, TextRules rules) => new TokenText().Append(bytes, rules).ToString();
}
