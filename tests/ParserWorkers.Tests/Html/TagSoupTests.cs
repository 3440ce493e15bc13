using System.Text;
using System.Text.Json;
using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Tests.Html;

/// <summary>
/// Random tag soup against what parse5 made of it. The soup in the repository was made by <c>tag-soup.mjs</c>; a longer one is
/// named in <c>ASYNCCRAWLER_SOUP</c>.
/// </summary>
public sealed class TagSoupTests
{
    private const string Variable = "ASYNCCRAWLER_SOUP";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_OfTagSoup_FindsWhatAnotherParserFound(bool isTreeForced)
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var line in File.ReadLines(Environment.GetEnvironmentVariable(Variable) ?? Path.Combine(AppContext.BaseDirectory, "Html", "tag-soup.jsonl")))
        {
            var soup = Assert.IsType<Soup>(JsonSerializer.Deserialize<Soup>(line, Format));
            var reply = HtmlTestParser.Parse(Encoding.UTF8.GetBytes(soup.Source), "text/html; charset=utf-8", isTreeForced);
            count++;
            if (Describe(soup) is var expected && Describe(reply) is var found && expected != found)
            {
                differences.Add($"{JsonSerializer.Serialize(soup.Source)}\n   parse5: {expected}\n   found:  {found}");
            }
        }

        Assert.True(count >= 400);
        Assert.True(differences.Count == 0, $"{differences.Count} of {count} differ:\n{string.Join('\n', differences.OrderBy(text => text.Length).Take(20))}");
    }

    private static string Describe(Soup soup) => Describe(soup.Links, soup.Images, soup.Others, soup.Canonical, soup.Title, soup.Robots, soup.Lang, soup.Base);

    private static string Describe(ParseReply reply)
    {
        var page = Assert.IsType<ParseReply.Parsed>(reply);
        return Describe(
            [.. page.Links.Where(link => link.IsHyperlink).Select(link => link.Url)],
            [.. page.Links.Where(link => link.IsImage).Select(link => link.Url)],
            [.. page.Links.Where(link => !link.IsHyperlink && !link.IsImage).Select(link => link.Url)],
            page.Canonical,
            page.Title,
            page.Robots,
            page.Language,
            page.BaseUrl);
    }

    private static string Describe(
        IReadOnlyList<string> links, IReadOnlyList<string> images, IReadOnlyList<string> others, string? canonical, string? title, string? robots, string? language, string? baseUrl) =>
        $"links {string.Join(' ', links)} · images {string.Join(' ', images)} · others {string.Join(' ', others)} · canonical {canonical} · title {title} · robots {robots} · lang {language} · base {baseUrl}";

    private sealed record Soup
    {
        public required string Source { get; init; }

        public required IReadOnlyList<string> Links { get; init; }

        public required IReadOnlyList<string> Images { get; init; }

        public required IReadOnlyList<string> Others { get; init; }

        public string? Canonical { get; init; }

        public string? Title { get; init; }

        public string? Robots { get; init; }

        public string? Lang { get; init; }

        public string? Base { get; init; }
    }
}
