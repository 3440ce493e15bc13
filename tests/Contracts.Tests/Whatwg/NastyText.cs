namespace AsyncCrawler.Contracts.Tests.Whatwg;

/// <summary>URL-like texts from a grammar of pieces that have tripped parsers, in a repeatable order.</summary>
internal sealed class NastyText(int seed)
{
    private static readonly string[] _openings =
        ["http://", "https://", "HTTP://", "file://", "foo://", "//", "http:", "https:/", "file:", "foo:", "/", "?", "#", "../", "./", ""];

    private static readonly string[] _pieces =
    [
        "http", "https", "file", "ws", "data", "blob", ":", "/", "/", "//", "\\", "?", "#", "@", "[", "]", "[::1]", "[1:2::3.4.5.6]",
        ".", "..", "%2e", "%2E%2e", "%", "%41", "%zz", "a", "b", "index.html", "C:", "C|", "localhost", "example.com", "EXAMPLE", "_x",
        "1", "0x7f", "0177", "256", "127.1", "4294967295", "08", "xn--", "xn--bcher-kva", "bücher", "ß", "Ａ", "。", "①", "\u00ad",
        "\u200d", "\u0301", "א", "ا", " ", "\t", "\n", "\0", "\x1f", "\x7f", "é", "💩", "\ud800", "\udc00", "'", "\"", "<", ">", "`",
        "{", "}", "|", "^", "~", "&", "=", "+", ";", ",", "$", "*", "(", ")", "!", "80", "443", ":80", ":443", ":8080", ":99999",
        "user:pass@", ":@", "@@", "/.//", "/..", "/.", "/../", "/C:/", "/C|/", "?q=1", "#f",
    ];

    private readonly Random _random = new(seed);

    public static IReadOnlyList<string> Bases { get; } =
    [
        "http://example.com/a/b/c?q#f", "https://u:p@h.test:8080/", "http://a.test", "https://a.test/x/?", "http://1.2.3.4:99/x/y",
        "file:///C:/x/y?z", "file://host/p/q", "foo://host/a/b", "foo:/a/b", "foo:opaque path?x#y", "web+demo:/.//not/x", "ws://h/p?q",
        "foo://h", "foo:///x", "mailto:a@b",
    ];

    public string Next() =>
        _openings[_random.Next(_openings.Length)]
        + string.Concat(Enumerable.Range(0, _random.Next(9)).Select(_ => _pieces[_random.Next(_pieces.Length)]));
}
