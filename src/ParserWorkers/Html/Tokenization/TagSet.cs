namespace AsyncCrawler.ParserWorkers.Html.Tokenization;

/// <summary>A set of tags, a bit for each: what a page asks for every tag should be one load and one test.</summary>
internal readonly struct TagSet
{
    private const int BitsOfWord = 64;

    private readonly ulong _low;
    private readonly ulong _high;

    /// <summary>Makes a set.</summary>
    /// <param name="tags">Its members.</param>
    public TagSet(ReadOnlySpan<HtmlTag> tags)
    {
        foreach (var tag in tags)
        {
            _low |= (int)tag < BitsOfWord ? BitOf(tag) : 0;
            _high |= (int)tag < BitsOfWord ? 0 : BitOf(tag);
        }
    }

    /// <summary>Tells whether a tag is in the set.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>True for a member.</returns>
    public bool Contains(HtmlTag tag) => (((int)tag < BitsOfWord ? _low : _high) & BitOf(tag)) != 0;

    // A shift takes the count modulo the width of the word.
    private static ulong BitOf(HtmlTag tag) => 1UL << (int)tag;
}
