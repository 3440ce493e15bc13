using System.Text;
using System.Text.Json;
using AsyncCrawler.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Sinks;

/// <summary>Texts that break writers: random ones for property tests, and the Big List of Naughty Strings.</summary>
internal static class NaughtyTexts
{
    /// <summary>Texts over the characters that matter to JSON, CSV, UTF-16 and spreadsheets.</summary>
    public static Arbitrary<string> Arbitrary { get; } = Gen
        .Elements([.. "ab,;|\t\"'\\/<>&=+-@＝＋－＠ \u00a0\u200b\ufeff\r\n\0\u0001\u001f\u007f\u0085\u2028\u2029\u202eé漢\ufffe\uffff\ud800\udbff\udc00\udfff"])
        .ArrayOf()
        .Select(characters => new string(characters))
        .ToArbitrary();

    public static string[] BigList() =>
        JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Corpora.Require("naughty-strings/blns.json"))) ?? [];

    /// <summary>What UTF-8 can hold of a text: lone surrogates become U+FFFD.</summary>
    public static string AsUnicode(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
