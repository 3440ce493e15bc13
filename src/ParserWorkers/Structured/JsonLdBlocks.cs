using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Structured;

/// <summary>Collects the JSON-LD blocks of one page; what cannot be taken is counted.</summary>
/// <param name="budget">Caps number and length, and is told when a block did not fit.</param>
internal sealed class JsonLdBlocks(DocumentBudget budget)
{
    private readonly List<string> _blocks = [];
    private int _length;

    /// <summary>The blocks, in document order.</summary>
    public IReadOnlyList<string> Blocks => _blocks;

    /// <summary>Blocks that were left out.</summary>
    public int Skipped { get; private set; }

    /// <summary>Takes a block, or counts it as skipped.</summary>
    /// <param name="text">The content of the script element.</param>
    public void Add(string text)
    {
        // Looked at before it is read: what is too long is not worth its reading.
        if (_blocks.Count == budget.Limits.MaxJsonLdBlocks || text.Length > budget.Limits.MaxJsonLdLength - _length)
        {
            Skipped++;
            budget.NoteTruncation(DocumentTruncation.StructuredData);
        }
        else if (JsonText.TryMake(text, out var line))
        {
            _blocks.Add(line);
            _length += line.Length;
        }
        else
        {
            Skipped++;
        }
    }
}
