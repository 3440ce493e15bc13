using System.Runtime.CompilerServices;

namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>Where the first attributes of a tag lie: as many as most tags have.</summary>
[InlineArray(Count)]
internal struct AttributePlaces
{
    /// <summary>Places.</summary>
    public const int Count = 8;

    private AttributePlace _first;
}
