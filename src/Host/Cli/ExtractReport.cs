using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;

namespace AsyncCrawler.Host.Cli;

/// <summary>What <c>extract</c> found, in lines for people. They may hold anything that a page can say: escape them.</summary>
internal static class ExtractReport
{
    /// <summary>The lines.</summary>
    /// <param name="page">The page.</param>
    public static IEnumerable<string> Of(PageOutcome page)
    {
        IEnumerable<(string Name, string? Value)> lines = [("url", page.Item.Url.Text), .. OfFetch(page.Fetch), .. OfParse(page)];
        return lines.Where(line => line.Value is not null).Select(line => $"{line.Name}: {line.Value}")
            .Concat(page.Parse is ParseOutcome.Parsed { Reply.PageText: { } text } ? ["text:", .. text.Split('\n')] : []);
    }

    private static IEnumerable<(string Name, string? Value)> OfFetch(FetchOutcome fetch) => fetch switch
    {
        FetchOutcome.Received received => [("status", received.Status.ToString(CultureInfo.InvariantCulture)), ("contentType", received.ContentType)],
        FetchOutcome.Failed failed => [("failed", $"{JsonNamingPolicy.KebabCaseLower.ConvertName(failed.Reason.ToString())}: {failed.Detail}")],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<(string Name, string? Value)> OfParse(PageOutcome page) => page.Parse switch
    {
        ParseOutcome.Parsed parsed => OfReply(parsed.Reply, page),
        ParseOutcome.Failed failed => [("notParsed", $"{JsonNamingPolicy.KebabCaseLower.ConvertName(failed.Reason.ToString())}: {failed.Detail}")],
        _ => [],
    };

    private static IEnumerable<(string Name, string? Value)> OfReply(ParseReply.Parsed reply, PageOutcome page) =>
    [
        ("charset", reply.Charset),
        ("title", reply.Title),
        ("lang", reply.Language),
        ("description", reply.Description),
        ("canonical", reply.Canonical),
        ("robots", reply.Robots),
        ("links", page.Links.Count.ToString(CultureInfo.InvariantCulture)),
        ("images", page.Images.Count.ToString(CultureInfo.InvariantCulture)),
        ("truncated", reply.Truncation == DocumentTruncation.None ? null : reply.Truncation.ToString()),
        .. reply.Fields.SelectMany(OfField),
        .. OfStructuredData(reply.StructuredData),
    ];

    private static IEnumerable<(string Name, string? Value)> OfField(ParsedField field) =>
        field.Values.Count == 0 ? [($"fields.{field.Name}", "(nothing)")] : field.Values.Select(value => ($"fields.{field.Name}", (string?)value));

    private static IEnumerable<(string Name, string? Value)> OfStructuredData(ParsedStructuredData? data) => data is null
        ? []
        :
        [
            .. data.Properties.Select(property => ($"openGraph.{property.Name}", (string?)property.Value)),
            .. data.JsonLd.Select(block => ("jsonLd", (string?)block)),
            ("jsonLdSkipped", data.JsonLdSkipped == 0 ? null : data.JsonLdSkipped.ToString(CultureInfo.InvariantCulture)),
        ];
}
