using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Parses in this process, on one thread, without any frames: the measure that the pool is held against.</summary>
internal sealed class InProcess
{
    private static readonly FieldRule Field = new() { Name = "title", Language = FieldLanguage.Css, Expression = "title" };

    private readonly HtmlDocumentParser _parser = new(new DocumentLimits(), new FieldExtractor());

    /// <summary>The field that makes a parser build the tree.</summary>
    public static IReadOnlyList<FieldRule> TreeFields { get; } = [Field];

    /// <summary>Parses pages, one after the other.</summary>
    /// <param name="pages">The pages; taken from the beginning again when they are used up.</param>
    /// <param name="fields">The fields; none lets the tokens suffice.</param>
    /// <param name="count">How many pages to parse.</param>
    /// <returns>What it cost.</returns>
    public ParserCost Run(IReadOnlyList<byte[]> pages, IReadOnlyList<FieldRule> fields, int count)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = ProcessTree.CpuSeconds([]);
        for (var i = 0; i < count; i++)
        {
            _parser.Parse(Request(i, pages[i % pages.Count], fields));
        }

        return new ParserCost
        {
            Pages = count,
            CpuSeconds = ProcessTree.CpuSeconds([]) - cpu,
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocated,
        };
    }

    private static ParseRequest Request(int id, byte[] body, IReadOnlyList<FieldRule> fields) => new()
    {
        DocumentId = id,
        Kind = DocumentKind.Html,
        Url = "http://site.test/section/page.html",
        ContentType = "text/html; charset=utf-8",
        Fields = fields,
        Body = body,
    };
}
