using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.ParserWorkers.Tests.Extraction;

public sealed class DocumentNavigatorProperties
{
    // Elements that nest in any way without the HTML parser moving them.
    private static readonly Gen<string> Name = Gen.Elements("div", "span", "section", "em", "ins");

    private static readonly Gen<string> Attribute = Gen.Elements("", " id='a'", " id='b' class='x y'", " title='&lt;&amp;é'", " class='x' id='c' lang='de'");

    private static readonly Gen<string> Leaf = Gen.Elements("t", " ", "two words", "7", "<!--c-->", "<br/>", "<img src='i' alt=''/>", "&amp;");

    private static readonly Gen<string> Axis = Gen.Elements(
        "ancestor", "ancestor-or-self", "attribute", "child", "descendant", "descendant-or-self", "following", "following-sibling", "parent", "preceding", "preceding-sibling", "self");

    private static readonly Gen<string> NodeTest = Gen.Elements("*", "node()", "text()", "comment()", "div", "span", "id", "class");

    private static readonly Gen<string> Predicate = Gen.Elements(
        "", "", "[1]", "[last()]", "[2]", "[@id]", "[not(*)]", "[. = '7']", "[position() > 1]", "[count(preceding::node()) mod 2 = 0]", "[string-length() > 2]");

    private static readonly Gen<string> Step =
        from axis in Axis from test in NodeTest from predicate in Predicate select $"{axis}::{test}{predicate}";

    private static readonly Gen<string> Path =
        from start in Gen.Elements("//*", "//node()", "//text()", "//@*", "/") from steps in Step.ListOf()
        select start == "/" && steps.Count == 0 ? start : $"{start.TrimEnd('/')}/{string.Join('/', steps.Take(3).DefaultIfEmpty("self::node()"))}";

    private static readonly Gen<string> Expression = Gen.OneOf(
        Path,
        from left in Path from right in Path select $"{left} | {right}",
        from path in Path select $"({path})[last()]",
        from path in Path select $"count({path})",
        from path in Path select $"string({path})");

    [Fact]
    public void Evaluate_OfAnyExpressionOverAnyTree_GivesWhatSystemXmlGives() =>
        Prop.ForAll(
            Arb.From(Gen.Sized(size => Content(Math.Min(size, 20))).Two()),
            Arb.From(Expression),
            (content, expression) =>
            {
                var markup = $"<html><head><title>t</title></head><body><p>{content.Item1.Length}</p>{content.Item1}{content.Item2}</body></html>";
                Assert.Equal(XPathReference.BySystemXml(markup, expression), XPathReference.ByNavigator(markup, expression));
            }).QuickCheckThrowOnFailure();

    private static Gen<string> Content(int size) => size == 0
        ? Leaf
        : Gen.OneOf(
            Leaf,
            from name in Name from attribute in Attribute from inner in Content(size / 2) select $"<{name}{attribute}>{inner}</{name}>",
            from left in Content(size / 2) from right in Content(size / 2) select left + right);
}
