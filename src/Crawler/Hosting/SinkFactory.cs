using System.Security.Cryptography;
using System.Text.Json;
using AsyncCrawler.Contracts;
using AsyncCrawler.Sinks;

namespace AsyncCrawler.Hosting;

/// <summary>Opens the sinks that the options ask for, their files cut back to what was committed.</summary>
internal static class SinkFactory
{
    private const int ReadingLength = 16;

    public static async ValueTask<SinkCallback> OpenAsync(CrawlDirectory directory, CrawlerOptions options, CommittedLengths committed, CancellationToken cancellationToken)
    {
        List<IResultSink> sinks = [];
        var callback = new SinkCallback(sinks);
        try
        {
            var formats = options.Output.Formats;
            if (formats.HasFlag(RecordFormats.JsonLines))
            {
                sinks.Add(JsonLinesSink.Open(directory.PagesJsonLinesFile, ContentsOf(options), committed));
            }

            if (formats.HasFlag(RecordFormats.Csv))
            {
                sinks.Add(await CsvSink.OpenAsync(directory.PagesCsvFile, SiteFields.ColumnsOf(options), committed, cancellationToken).ConfigureAwait(false));
            }

            if (options.Frontier.IncludesImages)
            {
                sinks.Add(MediaStore.Open(directory.MediaFolder, directory.MediaIndexFile, committed));
            }

            if (options.Output.KeepsVisits)
            {
                sinks.Add(VisitSink.Open(directory.VisitsFile, ReadingOf(options), committed));
            }

            return callback;
        }
        catch
        {
            await callback.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A digest of what a parser's answer depends on besides the page: answers that were made otherwise are not used again.</summary>
    public static string ReadingOf(CrawlerOptions options)
    {
        var parsing = options.Parsing;
        var reading = new PageReading(CrawlOutputs.Version, parsing.Limits, [.. parsing.Fields], parsing.StructuredData, parsing.TextForm)
        {
            SiteFields = [.. options.Frontier.Sites.SelectMany(static site => site.Fields is { } fields ? fields.Prepend(site.Url) : [])],
        };
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(reading, CrawlerOptionsJson.Default.PageReading)))[..ReadingLength];
    }

    /// <summary>What the options ask of a page record.</summary>
    public static RecordContents ContentsOf(CrawlerOptions options) => new()
    {
        Fields = [.. options.Parsing.Fields],
        SiteFields = SiteFields.Of(options),
        HasLinks = options.Output.SavesLinks,
        HasStructuredData = options.Parsing.StructuredData,
        HasText = options.Parsing.TextForm != PageTextForm.None,
    };
}
