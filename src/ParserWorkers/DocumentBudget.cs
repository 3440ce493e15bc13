using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers;

/// <summary>Counts what one document costs, and remembers what was cut off. Made afresh for each document; not thread-safe.</summary>
/// <param name="limits">The limits that the parent set.</param>
internal sealed class DocumentBudget(DocumentLimits limits)
{
    // Leaves a quarter of a reply for fields and the other texts.
    private const int MaxLinkBytes = ParserProtocol.MaxReplyPayload / 4 * 3;

    // What a link takes in a reply besides its URL: source, relations, length.
    private const int LinkOverhead = 6;

    private int _links;
    private int _linkBytes;

    /// <summary>The limits that the parent set.</summary>
    public DocumentLimits Limits { get; } = limits;

    /// <summary>Which limits cut something off so far.</summary>
    public DocumentTruncation Truncation { get; private set; }

    /// <summary>Links refused by <see cref="TryTakeLink"/> so far.</summary>
    public int LinksDropped { get; private set; }

    /// <summary>Notes that a limit cut something off.</summary>
    /// <param name="what">The limit.</param>
    public void NoteTruncation(DocumentTruncation what) => Truncation |= what;

    /// <summary>Takes the room of one link, or counts it as dropped.</summary>
    /// <param name="length">Characters of the serialised URL, which is ASCII.</param>
    /// <returns>True when the link may be reported.</returns>
    public bool TryTakeLink(int length)
    {
        if (length > Limits.MaxUrlLength || _links >= Limits.MaxLinks || _linkBytes + LinkOverhead + length > MaxLinkBytes)
        {
            LinksDropped++;
            NoteTruncation(DocumentTruncation.Links);
            return false;
        }

        _links++;
        _linkBytes += LinkOverhead + length;
        return true;
    }

    /// <summary>Counts a link that was too long to be looked at.</summary>
    public void DropLink()
    {
        LinksDropped++;
        NoteTruncation(DocumentTruncation.Links);
    }

    /// <summary>Cuts a text to <see cref="DocumentLimits.MaxTextLength"/>, not through a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text or its beginning.</returns>
    public string CutText(string text)
    {
        if (text.Length <= Limits.MaxTextLength)
        {
            return text;
        }

        NoteTruncation(DocumentTruncation.Text);
        var length = Limits.MaxTextLength;
        return text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
