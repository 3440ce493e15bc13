namespace AsyncCrawler.Parsing;

/// <summary>No parser process can be had: a crawl cannot go on until the cause, which the message names, is removed.</summary>
public sealed class ParserUnavailableException : Exception
{
    /// <summary>Makes the exception without a message.</summary>
    public ParserUnavailableException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">One line: what is missing, and the next step.</param>
    public ParserUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    /// <param name="message">One line: what is missing, and the next step.</param>
    /// <param name="innerException">The cause.</param>
    public ParserUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
