using System.Text.Json;
using AsyncCrawler.ParserWorkers.Text;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.ParserWorkers.Tests.Text;

public sealed class ContentTypeTests
{
    [Theory]
    [InlineData("text/html", "text/html", null)]
    [InlineData(" Text/HTML ; Charset=\"utf\\-8\" ;x", "text/html", "utf-8")]
    [InlineData("text/html;charset=a;charset=b", "text/html", "a")]
    [InlineData("text/html;charset=;charset=b", "text/html", "b")]
    [InlineData("text/html;charset=\"open", "text/html", "open")]
    [InlineData("text/html;charset=\"a;b\"c;d", "text/html", "a;b")]
    public void Standard_MimeSniffing4_4(string value, string essence, string? charset)
    {
        var type = ContentType.Parse(value);

        Assert.Equal((essence, charset), (type?.Essence, type?.Charset));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("/html")]
    [InlineData("text/")]
    [InlineData("te xt/html")]
    [InlineData("text/ht\u00E4ml")]
    [InlineData("a;/b")]
    public void Parse_OfWhatIsNoType_GivesNothing(string? value) => Assert.Null(ContentType.Parse(value));

    [Fact]
    public void H07_Parse_OfTheWebPlatformCases_IsAsTheStandardSays()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Corpora.Require("mime-wpt/cases.json")));
        var differences = new List<string>();
        foreach (var test in cases.RootElement.EnumerateArray())
        {
            var type = ContentType.Parse(test.GetProperty("input").GetString());
            var encoding = type?.Charset is { } label ? EncodingLabels.Find(label)?.Name : null;
            (string?, string?) expected = test.GetProperty("valid").GetBoolean() ? (Text(test, "essence"), Text(test, "encoding")) : (null, null);
            if ((type?.Essence, encoding) != expected)
            {
                differences.Add($"{test}: found {type?.Essence} {type?.Charset}");
            }
        }

        Assert.True(cases.RootElement.GetArrayLength() > 0);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static string? Text(JsonElement test, string name) => test.TryGetProperty(name, out var value) ? value.GetString() : null;
}
