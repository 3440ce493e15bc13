using System.Globalization;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Confinement;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;
using AsyncCrawler.ParserWorkers.Sitemaps;

namespace AsyncCrawler.ParserWorkers;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Before anything else: what is opened or started first stands outside of the walls.
        var layers = SelfConfinement.Enter();
        if (arguments is [ParsingMeasurement.Verb, var pages, var threads])
        {
            return (int)new ParsingMeasurement(StandardStreams.Take(), MakeParser).Run(int.Parse(pages, CultureInfo.InvariantCulture), int.Parse(threads, CultureInfo.InvariantCulture));
        }

        var loop = new WorkerLoop(StandardStreams.Take(), MakeParser, TimeProvider.System) { Layers = layers };

        // Nothing of the worker outlives it, so it leaves at once instead of finishing a document nobody waits for.
        var end = loop.Run(ProcessEnd.Now);
        ProcessEnd.Now(end);
        return (int)end;
    }

    private static DocumentParserSelector MakeParser(DocumentLimits limits) =>
        new(new HtmlDocumentParser(limits, new FieldExtractor()), new SitemapDocumentParser(limits));
}
