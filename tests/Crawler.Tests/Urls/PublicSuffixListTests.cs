using System.Text;
using AsyncCrawler.TestKit;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Tests.Urls;

public sealed class PublicSuffixListTests
{
    private static readonly PublicSuffixList SmallList = new(new StringReader("""
        // ===BEGIN ICANN DOMAINS===
        test
        *.wild.test
        !city.wild.test
        both.test
        // ===END ICANN DOMAINS===
        // ===BEGIN PRIVATE DOMAINS===
        *.both.test
        platform.test
        // ===END PRIVATE DOMAINS===
        """));

    /// <summary>The examples of URL §3.2.</summary>
    [Theory]
    [InlineData("com", null)]
    [InlineData("example.com", "example.com")]
    [InlineData("www.example.com", "example.com")]
    [InlineData("sub.www.example.com", "example.com")]
    [InlineData("sub.www.example.com.", "example.com.")]
    [InlineData("github.io", null)]
    [InlineData("whatwg.github.io", "whatwg.github.io")]
    [InlineData("xn--kgbechtv", null)]
    [InlineData("example.xn--kgbechtv", "example.xn--kgbechtv")]
    [InlineData("sub.example.xn--kgbechtv", "example.xn--kgbechtv")]
    [InlineData("[2001:db8::1]", null)]
    [InlineData("127.0.0.1", null)]
    public void Standard_RegistrableDomain_IsTheSuffixAndOneLabel(string host, string? expected) =>
        Assert.Equal(expected, PublicSuffixList.Instance.RegistrableDomainOf(host));

    [Theory]
    [InlineData("a.b.wild.test", "a.b.wild.test")]
    [InlineData("x.a.b.wild.test", "a.b.wild.test")]
    [InlineData("b.wild.test", null)]
    [InlineData("wild.test", "wild.test")]
    [InlineData("x.city.wild.test", "city.wild.test")]
    [InlineData("city.wild.test", "city.wild.test")]
    public void Standard_WildcardAndException_PrevailOverTheShorterRule(string host, string? expected) =>
        Assert.Equal(expected, SmallList.RegistrableDomainOf(host));

    [Theory]
    [InlineData("a.platform.test", (int)PublicSuffixSections.All, "a.platform.test")]
    [InlineData("a.platform.test", (int)PublicSuffixSections.Icann, "platform.test")]
    [InlineData("a.b.both.test", (int)PublicSuffixSections.All, "a.b.both.test")]
    [InlineData("a.b.both.test", (int)PublicSuffixSections.Icann, "b.both.test")]
    [InlineData("b.both.test", (int)PublicSuffixSections.Private, null)]
    [InlineData("a.test", (int)PublicSuffixSections.Private, "a.test")]
    public void RegistrableDomain_OfOneSection_HeedsItsRulesAlone(string host, int sections, string? expected) =>
        Assert.Equal(expected, SmallList.RegistrableDomainOf(host, (PublicSuffixSections)sections));

    [Theory]
    [InlineData("com", true)]
    [InlineData("co.uk", true)]
    [InlineData("github.io", true)]
    [InlineData("co.uk.", true)]
    [InlineData("nowhere-listed", true)]
    [InlineData("example.com", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("[::1]", false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData(".com", false)]
    [InlineData("a..com", false)]
    public void PublicSuffix_IsAskedOfAHost_IsToldFromNamesAndAddresses(string host, bool expected) =>
        Assert.Equal(expected, PublicSuffixList.Instance.IsPublicSuffix(host));

    [Fact]
    public void Instance_HoldsBothSections()
    {
        Assert.Equal("github.io", PublicSuffixList.Instance.RegistrableDomainOf("a.github.io", PublicSuffixSections.Icann));
        Assert.Equal("co.uk", PublicSuffixList.Instance.RegistrableDomainOf("a.co.uk", PublicSuffixSections.Private));
    }

    [Fact]
    public void RegistrableDomain_OfTheListsOwnTests_IsAsExpected()
    {
        var rows = File.ReadLines(Corpora.Require("public-suffix/tests.txt"), Encoding.UTF8)
            .Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .Where(row => row[0] != "null")
            .ToList();

        Assert.True(rows.Count > 40);
        Assert.All(rows, row => Assert.Equal(
            row[1] == "null" ? null : Serialised(row[1]),
            PublicSuffixList.Instance.RegistrableDomainOf(Serialised(row[0]))));
    }

    private static string Serialised(string host) =>
        CrawlUrl.TryParse($"http://{host}/", out var url) ? url.Host.Host : throw new ArgumentException($"'{host}' is no host.", nameof(host));
}
