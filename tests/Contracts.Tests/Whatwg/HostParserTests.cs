namespace AsyncCrawler.Contracts.Tests.Whatwg;

public sealed class HostParserTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1.", "127.0.0.1")]
    [InlineData("0177.0.0.1", "127.0.0.1")]
    [InlineData("10.10.1.011", "10.10.1.9")]
    [InlineData("0x7f.1", "127.0.0.1")]
    [InlineData("0X7F.0x", "127.0.0.0")]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("127.0.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("0x7f000001", "127.0.0.1")]
    [InlineData("017700000001", "127.0.0.1")]
    [InlineData("4294967295", "255.255.255.255")]
    [InlineData("0", "0.0.0.0")]
    [InlineData("%31%32%37.1", "127.0.0.1")]
    [InlineData("１２７.０.０.１", "127.0.0.1")]
    [InlineData("①②⑦.⓪.⓪.①", "127.0.0.1")]
    [InlineData("127。0。0。1", "127.0.0.1")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000177.1", "127.0.0.1")]
    public void Standard_Ipv4InAnyNotation_BecomesDottedDecimal(string host, string expected) => AssertHost(expected, host);

    [Theory]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.65536")]
    [InlineData("1.16777216")]
    [InlineData("4294967296")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData("0xffffffffffffffffffffffffffffffff")]
    [InlineData("1.2.3.4.5")]
    [InlineData("09")]
    [InlineData("1.2.3.08")]
    [InlineData("a.1")]
    [InlineData("a.0x")]
    [InlineData("1..1")]
    [InlineData("0x1g.1")]
    public void Standard_DomainThatEndsInANumberAndIsNoIpv4_Fails(string host) => AssertHost(null, host);

    [Theory]
    [InlineData("1.a", "1.a")]
    [InlineData("a.0xg", "a.0xg")]
    [InlineData("1..", "1..")]
    [InlineData(".", ".")]
    [InlineData("a..b", "a..b")]
    [InlineData("-a_b-", "-a_b-")]
    [InlineData("A%2Eb", "a.b")]
    public void Standard_OddDomain_Stays(string host, string expected) => AssertHost(expected, host);

    [Theory]
    [InlineData("[::]", "[::]")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("[1::]", "[1::]")]
    [InlineData("[0:0:0:0:0:0:0:0]", "[::]")]
    [InlineData("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]")]
    [InlineData("[0:f:0:0:f:f:0:0]", "[0:f::f:f:0:0]")]
    [InlineData("[1:2:0:4:5:6:7:8]", "[1:2:0:4:5:6:7:8]")]
    [InlineData("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]")]
    [InlineData("[::2:3:4:5:6:7:8]", "[0:2:3:4:5:6:7:8]")]
    [InlineData("[00AB::FFFF]", "[ab::ffff]")]
    [InlineData("[::127.0.0.1]", "[::7f00:1]")]
    [InlineData("[::ffff:1.2.3.4]", "[::ffff:102:304]")]
    [InlineData("[1:2:3:4:5:6:7.8.9.10]", "[1:2:3:4:5:6:708:90a]")]
    [InlineData("[64:ff9b::7f00:1]", "[64:ff9b::7f00:1]")]
    public void Standard_Ipv6_IsCompressed(string host, string expected) => AssertHost(expected, host);

    [Theory]
    [InlineData("[]")]
    [InlineData("[")]
    [InlineData("[:]")]
    [InlineData("[:1]")]
    [InlineData("[1:]")]
    [InlineData("[:::]")]
    [InlineData("[1::2::3]")]
    [InlineData("[1:2:3]")]
    [InlineData("[1:2:3:4:5:6:7:8:9]")]
    [InlineData("[1:2:3:4:5:6:7:8::]")]
    [InlineData("[12345::]")]
    [InlineData("[g::]")]
    [InlineData("[::1.2.3]")]
    [InlineData("[::1.2.3.4.5]")]
    [InlineData("[::1.2.3.256]")]
    [InlineData("[::1.2.3.04]")]
    [InlineData("[::1.2.3.]")]
    [InlineData("[::.1.2.3]")]
    [InlineData("[1:2:3:4:5:6:7:1.2.3.4]")]
    [InlineData("[::1%25eth0]")]
    [InlineData("[::1]x")]
    [InlineData("[::%31]")]
    public void Standard_BrokenIpv6_Fails(string host) => AssertHost(null, host);

    [Theory]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("bu\u0308cher.example", "xn--bcher-kva.example")]
    [InlineData("faß.de", "xn--fa-hia.de")]
    [InlineData("ẞ.de", "xn--zca.de")]
    [InlineData("ＥＸＡＭＰＬＥ.com", "example.com")]
    [InlineData("a\u00adb", "ab")]
    [InlineData("日本語。ＪＰ", "xn--wgv71a119e.jp")]
    [InlineData("☕.example", "xn--53h.example")]
    [InlineData("b%C3%BCcher", "xn--bcher-kva")]
    [InlineData("xn--bcher-kva.ß", "xn--bcher-kva.xn--zca")]
    [InlineData("한글.kr", "xn--bj0bj06e.kr")]
    [InlineData("نامه\u200cای", "xn--mgba3gch31f060k")]
    public void Standard_InternationalDomain_BecomesPunycode(string host, string expected) => AssertHost(expected, host);

    [Theory]
    [InlineData("\u00ad")]
    [InlineData("a\u200cb")]
    [InlineData("a\u200db")]
    [InlineData("\u0301a")]
    [InlineData("\ufffd")]
    [InlineData("\ud800")]
    [InlineData("a\u0378")]
    [InlineData("\u064aa")]
    [InlineData("a.א1a")]
    [InlineData("ａ％００b")]
    [InlineData("é／x")]
    [InlineData("%ff")]
    public void Standard_DomainThatIdnaRefuses_Fails(string host) => AssertHost(null, host);

    /// <summary>
    /// URL §3.3 since June 2026: an ASCII domain is only lowercased, because sites exist whose labels UTS #46 refuses;
    /// beside a non-ASCII label the same text is checked.
    /// </summary>
    [Theory]
    [InlineData("XN--A", "xn--a")]
    [InlineData("xn--8i7caa.test", "xn--8i7caa.test")]
    [InlineData("xn--a.ß", null)]
    [InlineData("xn--8i7caa.ß", null)]
    [InlineData("xn--.ß", null)]
    [InlineData("xn--abc-.ß", null)]
    [InlineData("xn--bücher-kva", null)]
    public void Standard_PunycodeLabelOfNoMeaning_PassesOnlyInAnAsciiDomain(string host, string? expected) => AssertHost(expected, host);

    [Theory]
    [InlineData("EXAMPLE", "EXAMPLE")]
    [InlineData("0x7f.1", "0x7f.1")]
    [InlineData("faß", "fa%C3%9F")]
    [InlineData("a%2Eb", "a%2Eb")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("a^b", null)]
    [InlineData("a<b", null)]
    [InlineData("a%b", "a%b")]
    public void Standard_OpaqueHost_IsOnlyEncoded(string host, string? expected)
    {
        var href = Urls.Resolve($"foo://{host}/");

        Assert.Equal(expected is null ? null : $"foo://{expected}/", href);
    }

    private static void AssertHost(string? expected, string host) =>
        Assert.Equal(expected is null ? null : $"http://{expected}/", Urls.Resolve($"http://{host}/"));
}
