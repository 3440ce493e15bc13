using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Tests.Html;

namespace AsyncCrawler.ParserWorkers.Tests.Structured;

public sealed class StructuredDataReaderTests
{
    [Fact]
    public void Read_OfOpenGraphAndCards_GivesNamesAndValuesInDocumentOrder()
    {
        var data = Read("""
            <meta property=og:title content="  A
              title "><meta property="OG:Image" content=/1.png><meta property=og:image content=/2.png>
            <meta name=twitter:card content=summary><meta name=description content=no><meta property=og:empty>
            <body><meta name=og:url content=""><template><meta property=og:not content=this></template>
            """);

        Assert.Equal(
            [
                new ParsedProperty("og:title", "A title"), new ParsedProperty("og:image", "/1.png"), new ParsedProperty("og:image", "/2.png"),
                new ParsedProperty("twitter:card", "summary"), new ParsedProperty("og:url", ""),
            ],
            data.Properties);
        Assert.Empty(data.JsonLd);
    }

    [Fact]
    public void Read_OfJsonLd_GivesEachGoodBlockAndCountsTheBadOnes()
    {
        var data = Read("""
            <script type="application/ld+json">
              { "@context": "https://schema.org", "@graph": [ { "name": "a </b> & b" } ] }
            </script><script type="application/ld+json">{ bad }</script>
            <script type="Application/LD+JSON; charset=utf-8">[1, 2]</script><script type=application/json>{}</script><script>1</script>
            <body><script type="application/ld+json"></script>
            """);

        Assert.Equal(["""{"@context":"https://schema.org","@graph":[{"name":"a </b> & b"}]}""", "[1,2]"], data.JsonLd);
        Assert.Equal(2, data.JsonLdSkipped);
    }

    [Fact]
    public void Read_WhenNotWanted_GivesNothing() =>
        Assert.Null(ContentTestParser.Parse("<meta property=og:title content=a>", PageTextForm.Plain).StructuredData);

    [Fact]
    public void Read_OfMoreThanAllowed_CutsAndSaysSo()
    {
        var limits = new DocumentLimits { MaxProperties = 2, MaxJsonLdBlocks = 2, MaxJsonLdLength = 10 };
        var meta = "<meta property=og:a content=b>";
        var three = ContentTestParser.Parse(meta + meta + meta, PageTextForm.None, wantsData: true, limits);
        var blocks = ContentTestParser.Parse(Block("1") + Block("2") + Block("3"), PageTextForm.None, wantsData: true, limits);
        var length = ContentTestParser.Parse(Block("123456789") + Block("12") + Block("1"), PageTextForm.None, wantsData: true, limits);

        Assert.Equal((2, DocumentTruncation.StructuredData), (three.StructuredData?.Properties.Count, three.Truncation));
        Assert.Equal((2, 1, DocumentTruncation.StructuredData), (blocks.StructuredData?.JsonLd.Count, blocks.StructuredData?.JsonLdSkipped, blocks.Truncation));
        Assert.Equal(["123456789", "1"], length.StructuredData?.JsonLd);
        Assert.Equal(DocumentTruncation.StructuredData, length.Truncation);
    }

    [Fact]
    public void Read_OfJsonNestedAMillionDeep_CountsItAsSkipped() =>
        Assert.Equal(1, Read(Block(new string('[', 100_000))).JsonLdSkipped);

    private static string Block(string json) => $"<script type=application/ld+json>{json}</script>";

    private static ParsedStructuredData Read(string html) =>
        Assert.IsType<ParsedStructuredData>(ContentTestParser.Parse(html, PageTextForm.None, wantsData: true).StructuredData);
}
