using static AsyncCrawler.ParserWorkers.Tests.Html.ContentTestParser;

namespace AsyncCrawler.ParserWorkers.Tests.Prose;

public sealed class PlainFormTests
{
    [Theory]
    [InlineData("<p> One \n two </p><p>Three</p>", "One two\n\nThree")]
    [InlineData("<div>a</div><div>b</div>", "a\nb")]
    [InlineData("<h1>Head</h1>text", "Head\n\ntext")]
    [InlineData("a<br>b<br><br>c", "a\nb\n\nc")]
    [InlineData("<ul><li>a<ul><li>b</ul><li>c</ul>d", "a\nb\nc\n\nd")]
    [InlineData("a <b>b</b><i> c</i>", "a b c")]
    [InlineData("<pre>\n  x\n\n   y  \n</pre>z", "  x\n\n   y  \n\nz")]
    [InlineData("<table><tr><th>a<th>b<tr><td>c<td>d</table>", "a\tb\nc\td")]
    [InlineData("<p>kept<script>gone</script><style>gone</style><!-- gone --><noscript>gone</noscript></p>", "kept")]
    [InlineData("<nav>gone</nav><header>gone</header><footer>gone</footer><aside>gone</aside><p>kept", "kept")]
    [InlineData("<p hidden>gone</p><p aria-hidden=true>gone</p><p style='display: none'>gone</p><div role=navigation>gone</div>kept", "kept")]
    [InlineData("<title>only a title</title>", "")]
    public void Write_OfBlocks_BreaksLinesAsABrowserWould(string html, string expected) => Assert.Equal(expected, Plain(html));
}
