using System.Globalization;
using System.Text.Json;
using AsyncCrawler.Frontier;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Sinks;

/// <summary>A page record as a JSON object: docs/crawl-directory.md tells the keys.</summary>
/// <param name="contents">What it has besides the columns.</param>
internal sealed class PageRecordJson(RecordContents contents)
{
    private readonly FieldColumns _fields = new(contents.Fields);
    private readonly Dictionary<CrawlUrl, FieldColumns> _siteFields = contents.SiteFields.ToDictionary(site => site.Key, site => new FieldColumns(site.Value));

    /// <summary>Writes the object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="page">The page.</param>
    public void Write(Utf8JsonWriter json, PageOutcome page)
    {
        json.WriteStartObject();
        WriteColumns(json, PageRecord.From(page));
        if (contents.HasLinks)
        {
            WriteUrls(json, "links"u8, page.Links);
            WriteUrls(json, "images"u8, page.Images);
            if (page.Item.Kind == ResourceKind.Sitemap)
            {
                WriteHints(json, page);
            }
        }

        var fields = _siteFields.GetValueOrDefault(page.Item.Seed) ?? _fields;
        if (fields.Rules.Count > 0)
        {
            WriteFields(json, fields, page.Parse);
        }

        var reply = (page.Parse as ParseOutcome.Parsed)?.Reply;
        if (contents.HasStructuredData)
        {
            PageContentJson.WriteStructuredData(json, reply?.StructuredData);
        }

        if (contents.HasText)
        {
            PageContentJson.WriteText(json, reply);
        }

        json.WriteEndObject();
    }

    private static void WriteColumns(Utf8JsonWriter json, in PageRecord record)
    {
        json.WriteString("id"u8, record.Id);
        json.WriteString("url"u8, record.Url);
        json.WriteString("finalUrl"u8, record.FinalUrl);
        json.WriteString("kind"u8, record.Kind);
        json.WriteString("seed"u8, record.Seed);
        json.WriteString("via"u8, record.Via);
        json.WriteNumber("depth"u8, record.Depth);
        json.WriteNumber("attempt"u8, record.Attempt);
        json.WriteString("outcome"u8, record.Outcome);
        json.WriteString("reason"u8, record.Reason);
        WriteNumber(json, "status"u8, record.Status);
        json.WriteString("contentType"u8, record.ContentType);
        json.WriteString("charset"u8, record.Charset);
        WriteNumber(json, "bytes"u8, record.Bytes);
        json.WriteBoolean("truncated"u8, record.IsTruncated);
        json.WriteString("sha256"u8, record.Sha256);
        json.WriteString("fetchedAt"u8, record.FetchedAt);
        json.WriteNumber("fetchMs"u8, record.FetchMs);
        WriteNumber(json, "parseMs"u8, record.ParseMs);
        WriteWorker(json, record.Worker);
        json.WriteString("title"u8, record.Title);
        json.WriteString("lang"u8, record.Language);
        json.WriteString("description"u8, record.Description);
        json.WriteString("canonical"u8, record.Canonical);
        json.WriteString("robots"u8, record.Robots);
        WriteNumber(json, "linkCount"u8, record.LinkCount);
        json.WriteString("cut"u8, record.Cut);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteWorker(Utf8JsonWriter json, WorkerIdentity? worker)
    {
        if (worker is null)
        {
            json.WriteNull("worker"u8);
            return;
        }

        json.WriteStartObject("worker"u8);
        json.WriteString("name"u8, worker.Name);
        json.WriteNumber("pid"u8, worker.ProcessId);
        json.WriteEndObject();
    }

    private static void WriteUrls(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<CrawlUrl> urls)
    {
        json.WriteStartArray(name);
        foreach (var url in urls)
        {
            json.WriteStringValue(url.Text);
        }

        json.WriteEndArray();
    }

    private static void WriteHints(Utf8JsonWriter json, PageOutcome sitemap)
    {
        json.WriteStartArray("hints"u8);
        foreach (var url in sitemap.Sitemaps.Concat(sitemap.Links))
        {
            if (sitemap.Hints.TryGetValue(url, out var hint))
            {
                json.WriteStartObject();
                json.WriteString("url"u8, url.Text);
                json.WriteString("lastModified"u8, hint.LastModified?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                WriteNumber(json, "priority"u8, hint.Priority);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, FieldColumns fields, ParseOutcome parse)
    {
        json.WriteStartObject("fields"u8);
        foreach (var (rule, values) in fields.Rules.Zip(fields.ValuesOf(parse)))
        {
            if (!rule.IsList)
            {
                json.WriteString(rule.Name, values.Count > 0 ? values[0] : null);
                continue;
            }

            json.WriteStartArray(rule.Name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
