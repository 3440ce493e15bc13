namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>Where an attribute lies in the page.</summary>
/// <param name="NameStart">Where its name begins.</param>
/// <param name="NameEnd">Behind its name.</param>
/// <param name="ValueStart">Where its value begins, without a quote.</param>
/// <param name="ValueEnd">Behind its value; the same when there is none.</param>
internal readonly record struct AttributePlace(int NameStart, int NameEnd, int ValueStart, int ValueEnd)
{
    /// <summary>The name as written.</summary>
    /// <param name="source">The page.</param>
    public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> source) => source[NameStart..NameEnd];

    /// <summary>The value as written.</summary>
    /// <param name="source">The page.</param>
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> source) => source[ValueStart..ValueEnd];
}
