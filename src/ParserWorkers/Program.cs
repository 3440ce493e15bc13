using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;
using AsyncCrawler.ParserWorkers.Sitemaps;

namespace AsyncCrawler.ParserWorkers;

internal static class Program
{
    private static int Main()
    {
        var loop = new WorkerLoop(StandardStreams.Take(), MakeParser, TimeProvider.System);

        // Nothing of the worker outlives it, so it leaves at once instead of finishing a document nobody waits for.
        return (int)loop.Run(static end => Environment.Exit((int)end));
    }

    private static DocumentParserSelector MakeParser(DocumentLimits limits) =>
        new(new HtmlDocumentParser(limits, new FieldExtractor()), new SitemapDocumentParser(limits));
}
