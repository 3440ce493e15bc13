using System.Xml;
using System.Xml.XPath;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using AsyncCrawler.ParserWorkers.Extraction;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

public sealed class DocumentNavigatorTests
{
    // Well-formed, and written so that an HTML parser adds, moves and drops nothing.
    private static readonly string[] Documents =
    [
        "<html><head></head><body></body></html>",
        """
        <html lang="en"><head><title>Shop</title><meta name="description" content="All of it"/></head><body>
        <div id="nav" class="menu top"><a id="feng" href="/feng?a=1&amp;b=2">Feng <b>bold</b> end</a><a href="b.html">B</a></div>
        <!-- first --><div class="item"><h2>One</h2><span class="price">10.50</span><span>new</span></div>
        <div class="item"><h2>Two</h2><span class="price">7</span><!-- inner --><img src="t.png" alt=""/></div>
        <ul><li>1</li><li>2</li><li title="third">3<ul><li>3.1</li></ul></li></ul></body></html>
        """,
        """
        <html><head><title>Table</title></head><body><table><tbody><tr><th>k</th><th>v</th></tr><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></tbody></table><p id="x y">Ünïcode &lt; &#x1F600; text</p><div><div><div>deep<div>est</div></div></div></div></body></html>
        """,
    ];

    private static readonly string[] Expressions =
    [
        // Axes.
        "/", "/html", "/*", "//*", "//node()", "//text()", "//comment()", "//@*", "//@href", "//a/@*", "/child::html/child::body",
        "//body/descendant::node()", "//div/descendant-or-self::div", "//b/ancestor::*", "//b/ancestor-or-self::node()", "//b/..",
        "//span/parent::div", "//h2/following-sibling::*", "//span/preceding-sibling::node()", "//comment()/following::*",
        "//img/preceding::*", "//a[1]/following::text()", "//li[last()]/preceding::li", "//a/self::a", "//@id/..", "//@*/parent::*",
        "//@class/following::comment()", "//@class/preceding::text()", "//@href/ancestor::div", "//td/following-sibling::td/preceding-sibling::*",
        "//a/@href/self::node()", "//@*/child::node()", "/descendant::li[3]", "//ul//ul/li", "//div/div/div",

        // Positions and predicates.
        "//li[1]", "(//li)[1]", "//li[position() = 2]", "//li[position() mod 2 = 1]", "//li[last() - 1]", "//div[2]/span[1]",
        "//a[@id='feng']/@href", "//a[@id=\"feng\"]", "//*[@class='price']", "//div[contains(@class, 'item')]", "//div[span > 8]",
        "//div[not(@id)]", "//div[@id or h2]", "//div[h2 and img]", "//*[self::h2 or self::th]", "//li[.='2']", "//*[count(*) = 2]",
        "//b/ancestor::*[1]", "//b/ancestor::*[last()]", "//span/preceding-sibling::*[1]", "//li[ul/li]", "//tr[td[2] = 2]/td[1]",
        "//*[starts-with(name(), 'h')]", "//*[string-length(.) > 3][2]", "//a[position() < 3][@href]", "//text()[normalize-space()]",

        // Sets and order.
        "//h2 | //a", "//span | //h2 | //span/..", "//a/@href | //img/@src", "(//li | //div)[last()]", "//li[. = //li[2]]", "(//div)[2]/preceding::node()[1]",
        "//comment() | //title | //@content", "//*[@id = 'nav']//text()",

        // Functions and values.
        "count(//*)", "count(//@*)", "count(//node())", "string(//h2)", "string(//a/@href)", "normalize-space(//title)", "sum(//span[@class='price'])",
        "concat(//h2[1], '-', name(//*[@id][1]))", "local-name(//img/@src)", "namespace-uri(/*)", "substring-before(//a/@href, '?')",
        "translate(//h2, 'One', 'ONE')", "boolean(//nothing)", "//span[1] > 10", "//span = 7", "string(number('x'))", "number(//td[2]) + 1",
        "round(10.5) div 3", "true() and not(false())", "string-length(//p)", "substring(//p, 2, 3)", "//p = 'x'", "floor(-1.5) * ceiling(1.2)",
    ];

    public static TheoryData<int, string> Cases() =>
        [.. from document in Enumerable.Range(0, Documents.Length) from expression in Expressions select (document, expression)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluate_OverWellFormedMarkup_GivesWhatSystemXmlGives(int document, string expression) =>
        Assert.Equal(XPathReference.BySystemXml(Documents[document], expression), XPathReference.ByNavigator(Documents[document], expression));

    [Fact]
    public void ComparePosition_OfEveryPairOfNodes_IsDocumentOrder()
    {
        var root = Navigate(Documents[1]);
        var inOrder = root.Select("//node() | //@*").Cast<XPathNavigator>().Select(node => node.Clone()).ToArray();

        for (var i = 0; i < inOrder.Length; i++)
        {
            for (var j = 0; j < inOrder.Length; j++)
            {
                var expected = i < j ? XmlNodeOrder.Before : i > j ? XmlNodeOrder.After : XmlNodeOrder.Same;
                Assert.Equal(expected, inOrder[i].ComparePosition(inOrder[j]));
            }
        }
    }

    [Fact]
    public void ComparePosition_WithAnotherDocument_IsUnknown() =>
        Assert.Equal(XmlNodeOrder.Unknown, Navigate(Documents[0]).ComparePosition(Navigate(Documents[0])));

    [Fact]
    public void MoveTo_FromAnotherDocument_TakesItsPlace()
    {
        var here = Navigate(Documents[0]);
        var there = Navigate(Documents[1]);
        there.MoveToChild("html", "");

        Assert.True(here.MoveTo(there));
        Assert.True(here.IsSamePosition(there));
        Assert.False(here.MoveTo(new XmlDocument().CreateNavigator() ?? here));
    }

    [Theory]
    [InlineData("<p lang=de><i>x</i>", "//i[lang('de')]", 1)]
    [InlineData("<html lang=en-GB><i>x</i>", "//i[lang('en')]", 1)]
    [InlineData("<p lang=de><i lang=fr>x</i>", "//i[lang('de')]", 0)]
    [InlineData("<p>x", "//p[lang('en')]", 0)]
    public void Lang_InHtml_LooksAtTheNearestLangAttribute(string html, string expression, int expected) =>
        Assert.Equal(expected, Navigate(html).Select(expression).Count);

    [Theory]
    [InlineData("id('b')", "1")]
    [InlineData("id('c nothing a')", "0")]
    [InlineData("id('B')", null)]
    [InlineData("id('')", null)]
    public void Id_InHtml_FindsTheFirstElementsOfTheseIds(string expression, string? expected) =>
        Assert.Equal(expected, Navigate("<p id=a title=0><i id=b title=1></i><i id=b title=2></i><b id=c>").SelectSingleNode(expression)?.GetAttribute("title", ""));

    [Theory]
    [InlineData("<svg xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 1 1'><use xlink:href='#q'/></svg>", "//svg/use/@href")]
    [InlineData("<svg xmlns:xlink='x' viewBox='0 0 1 1'></svg>", "//svg[count(@*) = 1]/@viewBox")]
    [InlineData("<DIV ID=a><P CLASS=b>", "//div[@id='a']/p[@class='b']")]
    [InlineData("<p>a<template><b>b</b></template>", "//template[not(node())]")]
    [InlineData("<!DOCTYPE html><p>", "/node()[1][self::html]")]
    [InlineData("<table>foo<tr>bar<td>z</table>", "//text()[. = 'foobar']")]
    [InlineData("<?php x ?><p>", "/comment()[. = '?php x ?']")]
    public void Select_OfWhatOnlyHtmlHas_FindsItWithoutNamespaces(string html, string expression) =>
        Assert.Single(Navigate(html).Select(expression).Cast<XPathNavigator>());

    [Fact]
    public void Select_OfAdjacentTexts_FindsOne()
    {
        var document = new HtmlParser().ParseDocument("<p>a");
        document.QuerySelector("p")?.Append(document.CreateTextNode("b"), document.CreateTextNode(""), document.CreateTextNode("c"), document.CreateElement("i"), document.CreateTextNode("d"));

        var texts = new DocumentNavigator(DocumentTree.Build(document)).Select("//p/text()");
        Assert.Equal(["abc", "d"], texts.Cast<XPathNavigator>().Select(text => text.Value));
    }

    [Fact]
    public void UnderlyingObject_OfElementAndAttribute_IsTheDomNode()
    {
        var root = Navigate("<p id=a>");

        Assert.Equal("P", Assert.IsType<IElement>(root.SelectSingleNode("//p")?.UnderlyingObject, exactMatch: false).NodeName);
        Assert.Equal("a", Assert.IsType<IAttr>(root.SelectSingleNode("//@id")?.UnderlyingObject, exactMatch: false).Value);
    }

    private static DocumentNavigator Navigate(string html) => new(DocumentTree.Build(new HtmlParser().ParseDocument(html)));
}
