using AngleSharp.Html.Dom;
using AsyncCrawler.Contracts;
using AsyncCrawler.ParserWorkers.Extraction;
using AsyncCrawler.ParserWorkers.Html;

namespace AsyncCrawler.ParserWorkers.Structured;

/// <summary>Reads what a page says about itself for machines: Open Graph, Twitter cards, and JSON-LD (JSON-LD 1.1 §7).</summary>
/// <param name="budget">Caps everything, and is told what was cut off.</param>
internal sealed class StructuredDataReader(DocumentBudget budget)
{
    private readonly List<ParsedProperty> _properties = [];
    private readonly JsonLdBlocks _blocks = new(budget);

    /// <summary>Reads a document.</summary>
    /// <param name="tree">The document, with the contents of its scripts.</param>
    /// <returns>What it says.</returns>
    public ParsedStructuredData Read(DocumentTree tree)
    {
        for (var i = 0; i < tree.Count; i++)
        {
            switch (tree[i].Element)
            {
                case IHtmlMetaElement meta:
                    AddProperty(meta);
                    break;
                case IHtmlScriptElement script when IsJsonLd(script.GetAttribute("type")):
                    _blocks.Add(tree.StringValue(i));
                    break;
                default:
                    break;
            }
        }

        return new ParsedStructuredData { Properties = _properties, JsonLd = _blocks.Blocks, JsonLdSkipped = _blocks.Skipped };
    }

    // ogp.me says "property" and the cards say "name"; pages mix the two, and readers take either.
    private void AddProperty(IHtmlMetaElement meta)
    {
        var name = NameOf(meta.GetAttribute("property")) ?? NameOf(meta.GetAttribute("name"));
        if (name is null || meta.GetAttribute("content") is not { } content)
        {
            return;
        }

        if (_properties.Count == budget.Limits.MaxProperties)
        {
            budget.NoteTruncation(DocumentTruncation.StructuredData);
            return;
        }

        var value = AsciiWhitespace.Collapse(content, budget.Limits.MaxTextLength);
        _properties.Add(new ParsedProperty(budget.CutText(name), budget.CutText(value)));
    }

    private static string? NameOf(string? attribute)
    {
        var name = attribute.AsSpan().Trim(AsciiWhitespace.Characters);
        return name.StartsWith("og:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("twitter:", StringComparison.OrdinalIgnoreCase)
            ? name.ToString().ToLowerInvariant()
            : null;
    }

    private static bool IsJsonLd(string? type)
    {
        var essence = type.AsSpan();
        var parameters = essence.IndexOf(';');
        essence = parameters < 0 ? essence : essence[..parameters];
        return essence.Trim(AsciiWhitespace.Characters).Equals("application/ld+json", StringComparison.OrdinalIgnoreCase);
    }
}
