using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Tests.Sinks;

public sealed class PageContentJsonTests
{
    private static readonly RecordContents Everything = new() { HasStructuredData = true, HasText = true };

    [Fact]
    public void Write_OfContents_GivesTheirKeys()
    {
        var reply = PageOutcomes.Reply() with
        {
            StructuredData = new ParsedStructuredData
            {
                Properties = [new ParsedProperty("og:title", "=1"), new ParsedProperty("og:image", "a"), new ParsedProperty("twitter:card", "c"), new ParsedProperty("og:image", "b")],
                JsonLd = ["{\"a\":[1,\"é\"]}", "[]"],
                JsonLdSkipped = 3,
            },
            PageText = "One\n\ntwo",
            Truncation = DocumentTruncation.PageText | DocumentTruncation.Links,
        };

        var record = Write(Everything, PageOutcomes.Page(reply: reply));

        Assert.Equal("""{"og:title":"=1","og:image":["a","b"],"twitter:card":"c"}""", record.GetProperty("openGraph").GetRawText());
        Assert.Equal("""[{"a":[1,"é"]},[]]""", record.GetProperty("jsonLd").GetRawText());
        Assert.Equal(3, record.GetProperty("jsonLdSkipped").GetInt32());
        Assert.Equal("One\n\ntwo", record.GetProperty("text").GetString());
        Assert.True(record.GetProperty("textTruncated").GetBoolean());
    }

    [Fact]
    public void Write_OfAPageThatWasNotParsed_GivesTheSameKeys()
    {
        var record = Write(Everything, PageOutcomes.HttpError(404));

        Assert.Equal(("{}", "[]", "0", "null", "false"), (Raw("openGraph"), Raw("jsonLd"), Raw("jsonLdSkipped"), Raw("text"), Raw("textTruncated")));

        string Raw(string key) => record.GetProperty(key).GetRawText();
    }

    [Fact]
    public void Write_WhenNothingWasAsked_GivesNoneOfTheKeys()
    {
        var record = Write(new RecordContents(), PageOutcomes.Page());

        Assert.DoesNotContain(record.EnumerateObject(), property => property.Name is "openGraph" or "jsonLd" or "jsonLdSkipped" or "text" or "textTruncated");
    }

    private static JsonElement Write(RecordContents contents, PageOutcome page)
    {
        using var line = new JsonLine();
        new PageRecordJson(contents).Write(line.Begin(), page);
        return JsonElement.Parse(line.End().Span);
    }
}
