namespace AsyncCrawler.ParserWorkers.Prose;

/// <summary>A form of text: told the nodes of a page in document order.</summary>
internal interface IProseForm
{
    /// <summary>The text so far.</summary>
    TextFlow Flow { get; }

    /// <summary>Takes the begin of an element.</summary>
    /// <param name="index">The number of the element.</param>
    /// <returns>True when what is in it should come next, and then its end; false when it is done with.</returns>
    bool TryEnter(int index);

    /// <summary>Takes the end of an element that was entered.</summary>
    /// <param name="index">The number of the element.</param>
    void Leave(int index);

    /// <summary>Takes a text.</summary>
    /// <param name="text">The characters as they stand.</param>
    void Write(string text);
}
