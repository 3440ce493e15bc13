using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.Benchmarks.Parsers;

/// <summary>Parses in this process, without any frames: the measure that the pool is held against.</summary>
/// <param name="threads">
/// Threads that parse at once, each with a parser of its own. A core that shares caches with a busy one takes more processor time
/// for the same page, so the pool is held against as many threads as it has children.
/// </param>
internal sealed class InProcess(int threads)
{
    private static readonly FieldRule Field = new() { Name = "title", Language = FieldLanguage.Css, Expression = "title" };

    private readonly HtmlDocumentParser[] _parsers = [.. Enumerable.Range(0, threads).Select(_ => new HtmlDocumentParser(new DocumentLimits(), new FieldExtractor()))];

    /// <summary>The field that makes a parser build the tree.</summary>
    public static IReadOnlyList<FieldRule> TreeFields { get; } = [Field];

    /// <summary>Parses pages.</summary>
    /// <param name="pages">The pages; taken from the beginning again when they are used up.</param>
    /// <param name="fields">The fields; none lets the tokens suffice.</param>
    /// <param name="count">How many pages to parse.</param>
    /// <returns>What it cost.</returns>
    public ParserCost Run(IReadOnlyList<byte[]> pages, IReadOnlyList<FieldRule> fields, int count)
    {
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = ProcessTree.CpuSeconds([]);
        Thread[] others = [.. Enumerable.Range(1, _parsers.Length - 1).Select(first => new Thread(() => Parse(pages, fields, first, count)))];
        Array.ForEach(others, static thread => thread.Start());
        Parse(pages, fields, 0, count);
        Array.ForEach(others, static thread => thread.Join());
        return new ParserCost
        {
            Pages = count,
            CpuSeconds = ProcessTree.CpuSeconds([]) - cpu,
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true) - allocated,
        };
    }

    /// <summary>Asks for a page.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="fields">What is wanted of it.</param>
    public static ParseRequest Request(int id, byte[] body, IReadOnlyList<FieldRule> fields) => new()
    {
        DocumentId = id,
        Kind = DocumentKind.Html,
        Url = "http://site.test/section/page.html",
        ContentType = "text/html; charset=utf-8",
        Fields = fields,
        Body = body,
    };

    private void Parse(IReadOnlyList<byte[]> pages, IReadOnlyList<FieldRule> fields, int first, int count)
    {
        for (var i = first; i < count; i += _parsers.Length)
        {
            _parsers[first].Parse(Request(i, pages[i % pages.Count], fields));
        }
    }
}
