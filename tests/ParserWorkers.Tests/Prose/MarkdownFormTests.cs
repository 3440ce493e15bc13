using static AsyncCrawler.ParserWorkers.Tests.Html.ContentTestParser;

namespace AsyncCrawler.ParserWorkers.Tests.Prose;

public sealed class MarkdownFormTests
{
    [Theory]
    [InlineData("<h1>One</h1><h3>Three <b>bold</b></h3><p>text", "# One\n\n### Three **bold**\n\ntext")]
    [InlineData("<p>a <em>b</em> and<strong> c </strong>d<i></i>", "a *b* and **c** d")]
    [InlineData("<b><i>x</i></b>", "***x***")]
    [InlineData("<em>a<i>b</i></em>", "*ab*")]
    [InlineData("<p>see <a href=../x?y#z>this\n link</a>.", "see [this link](http://a.test/x?y#z).")]
    [InlineData("<a href='/a(b)c'>x</a>", "[x](<http://a.test/a(b)c>)")]
    [InlineData("<a href=javascript:alert(1)>x</a> <a href=/>  </a><a>y</a>", "x y")]
    [InlineData("<ul><li>a<li>b<ol><li>c<li>d</ol></ul>", "- a\n- b\n  1. c\n  2. d")]
    [InlineData("<ul><li></li><li>b</ul>", "- b")]
    [InlineData("<blockquote><p>a<p>b<blockquote>c</blockquote></blockquote>d", "> a\n>\n> b\n>\n> > c\n\nd")]
    [InlineData("<ul><li><blockquote>q</blockquote>", "- > q")]
    [InlineData("<p>call <code>a `b` c</code> <code></code>", "call ``a `b` c``")]
    [InlineData("<pre>x\n  ```\ny</pre>", "````\nx\n  ```\ny\n````")]
    [InlineData("a<hr>b", "a\n\n---\n\nb")]
    [InlineData("a<br>b", "a\n\nb")]
    [InlineData("<p>x <img src=i.png alt='An [image]'> <img src=i.png> <img alt=x>", "x ![An \\[image\\]](http://a.test/dir/i.png)")]
    [InlineData("<table><tr><th>a<th>b|c<tr><td>d<br>e<td><a href=/>f</a></table>g", "| a | b\\|c |\n| --- | --- |\n| d e | [f](http://a.test/) |\n\ng")]
    [InlineData("<table><caption>t</caption><thead><tr><th>a</thead><tbody><tr><td></table>", "t\n\n| a |\n| --- |\n|  |")]
    [InlineData("<table><tr><td><p>laid</p><td>out</table>", "laid\n\nout")]
    [InlineData("<p>1. no list<p># no head<p>- no item<p>a_b *c* _d_ &lt;b> &amp;amp; [e] `f` ~g~", "1\\. no list\n\n\\# no head\n\n\\- no item\n\na_b \\*c\\* \\_d\\_ \\<b\\> \\&amp; \\[e\\] \\`f\\` \\~g\\~")]
    public void Write_OfElements_GivesMarkdown(string html, string expected) => Assert.Equal(expected, Markdown(html));
}
