using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;
using AsyncCrawler.ParserWorkers.Html.Tokenization;
using TheirTokenizer = AngleSharp.Html.Parser.HtmlTokenizer;

namespace AsyncCrawler.ParserWorkers.Tests.Html.Tokenization;

/// <summary>Random bytes of markup through two tokenizers, in every mode.</summary>
public sealed partial class TokenizerAgainstAngleSharpTests
{
    // More in a long run: the number of pages.
    private const string Variable = "ASYNCCRAWLER_FUZZ";
    private const int DefaultPages = 20_000;
    private const int Seed = 20261127;

    // What a state looks at, and what it does not.
    private static readonly string[] Pieces =
    [
        "<", ">", "/", "=", "\"", "'", "!", "?", "-", "--", "-->", "--!>", "<!--", "<!-->", "&", "&amp;", "&amp", "&copy", "&copy;", "&notit;", "&#0;", "&#x80;",
        "&#xD800", "&#1114112;", "&#", "&#x", "&nGt;", "&lt", "&", ";", "a", "b", "x1", "title", "script", "</title", "</script", "</", "<script", "<a", "<img ", " src",
        " href=", "[CDATA[", "<![CDATA[", "]]>", "]", "<!doctype", " public ", " ", "\t", "\n", "\r", "\r\n", "\f", "\0", "é", "😀", "\uFFFD", "`", "<?", "</a>", "</TITLE>", "</Ti", "SCRIPT", "</sCript>",
    ];

    // Bytes that no character begins with, characters cut off, a surrogate, an overlong slash.
    private static readonly byte[][] Invalid = [[0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0x80]];

    [Fact]
    public void Read_OfRandomMarkup_FindsTheSameTokens() => Compare(TextMode.Data, null);

    [Fact]
    public void Read_OfRandomTitles_FindsTheSameTokens() => Compare(TextMode.ReferencesOnly, "title");

    [Fact]
    public void Read_OfRandomRawText_FindsTheSameTokens() => Compare(TextMode.RawText, "title");

    [Fact]
    public void Read_OfRandomScripts_FindsTheSameTokens() => Compare(TextMode.ScriptData, "script");

    [Fact]
    public void Read_OfRandomPlainText_FindsTheSameTokens() => Compare(TextMode.PlainText, null);

    private static void Compare(TextMode mode, string? lastStartTag)
    {
        var random = new Random(Seed + (int)mode);
        var differences = new List<string>();
        var count = int.TryParse(Environment.GetEnvironmentVariable(Variable), CultureInfo.InvariantCulture, out var wanted) ? wanted * 10 : DefaultPages;
        for (var i = 0; i < count; i++)
        {
            // A start tag in front makes the end tag behind it the appropriate one for both.
            byte[] page = [.. Encoding.UTF8.GetBytes(lastStartTag is null ? string.Empty : $"<{lastStartTag}>"), .. Markup(random)];
            var ours = TokenLog.Read(page, lastStartTag is null ? mode : TextMode.Data, lastStartTag, mode);
            var theirs = ReadByAngleSharp(page, mode);
            if (!Comparable(ours, mode).SequenceEqual(Comparable(theirs, mode)))
            {
                differences.Add($"{Encoding.Latin1.GetString(page)}\n   {string.Join(" | ", ours)}\n   {string.Join(" | ", theirs)}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ (seed {Seed}):\n{string.Join('\n', differences.OrderBy(text => text.Length).Take(20))}");
    }

    private static IEnumerable<byte> Markup(Random random)
    {
        for (var left = random.Next(1, 14); left > 0; left--)
        {
            foreach (var value in random.Next(20) == 0 ? Invalid[random.Next(Invalid.Length)] : Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]))
            {
                yield return value;
            }
        }
    }

    /// <summary>
    /// Without what AngleSharp 1.10.3 does otherwise. It leaves U+0000 out of the data state, which is the tree builder's business
    /// (HTML §13.2.6.4.7); it loses the semicolon of "&amp;;" in text (§13.2.5.72), the capitals of what only begins like the end tag
    /// (§13.2.5.11, §13.2.5.14), and in a comment one of two dashes in front of U+0000 (§13.2.5.51).
    /// </summary>
    private static IEnumerable<string> Comparable(List<string> lines, TextMode mode) =>
        from line in lines
        let text = LostSemicolon().Replace(line.Replace("\0", string.Empty, StringComparison.Ordinal), "&").Replace("--\uFFFD", "-\uFFFD", StringComparison.Ordinal)
        where text != TokenLog.Characters(string.Empty)
        select mode is TextMode.ReferencesOnly or TextMode.RawText ? text.ToLowerInvariant() : text;

    private static List<string> ReadByAngleSharp(byte[] page, TextMode mode)
    {
        var text = Encoding.UTF8.GetString(page);
        using var source = new TextSource(new CharArrayTextSource(text.ToCharArray(), text.Length));
        using var tokenizer = new TheirTokenizer(source, HtmlEntityProvider.ResolverExtended);
        var lines = new List<string>();
        var characters = new StringBuilder();
        if (mode == TextMode.PlainText)
        {
            tokenizer.State = HtmlParseMode.Plaintext;
        }

        while (true)
        {
            ref var token = ref tokenizer.GetStructToken();
            if (token.Type == HtmlTokenType.Character)
            {
                characters.Append(token.Data.Memory.Span);
                continue;
            }

            if (characters.Length > 0)
            {
                lines.Add(TokenLog.Characters(characters.ToString()));
                characters.Clear();
            }

            switch (token.Type)
            {
                case HtmlTokenType.StartTag:
                    lines.Add(TokenLog.StartTag(token.Name.ToString(), Attributes(ref token), token.IsSelfClosing));
                    tokenizer.State = lines.Count == 1 ? StateOf(mode) : HtmlParseMode.PCData;
                    break;
                case HtmlTokenType.EndTag:
                    lines.Add(TokenLog.EndTag(token.Name.ToString()));
                    break;
                case HtmlTokenType.Comment:
                    lines.Add(TokenLog.Comment(token.Data.ToString()));
                    break;
                case HtmlTokenType.Doctype:
                    lines.Add(TokenLog.DocumentType);
                    break;
                default:
                    return lines;
            }
        }
    }

    private static HtmlParseMode StateOf(TextMode mode) => mode switch
    {
        TextMode.ReferencesOnly => HtmlParseMode.RCData,
        TextMode.RawText => HtmlParseMode.Rawtext,
        TextMode.ScriptData => HtmlParseMode.Script,
        _ => HtmlParseMode.PCData,
    };

    private static List<KeyValuePair<string, string>> Attributes(ref StructHtmlToken token)
    {
        var attributes = token.Attributes;
        var list = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < attributes.Count; i++)
        {
            list.Add(KeyValuePair.Create(attributes[i].Name.ToString(), attributes[i].Value.ToString()));
        }

        return list;
    }

    [GeneratedRegex("&;+")]
    private static partial Regex LostSemicolon();
}
