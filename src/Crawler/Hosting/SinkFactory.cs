using AsyncCrawler.Sinks;

namespace AsyncCrawler.Hosting;

/// <summary>Chooses the sinks that the options ask for.</summary>
internal static class SinkFactory
{
    public static IReadOnlyList<IResultSink> Create(CrawlDirectory directory, CrawlerOptions options)
    {
        List<IResultSink> sinks = [];
        if (options.Output.Formats.HasFlag(RecordFormats.JsonLines))
        {
            sinks.Add(new JsonLinesSink(directory, options.Parsing.Fields, options.Output.SavesLinks));
        }

        if (options.Output.Formats.HasFlag(RecordFormats.Csv))
        {
            sinks.Add(new CsvSink(directory, options.Parsing.Fields));
        }

        if (options.Frontier.IncludesImages)
        {
            sinks.Add(new MediaStore(directory));
        }

        return sinks;
    }
}
