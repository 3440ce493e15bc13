namespace AsyncCrawler.Contracts;

/// <summary>The other side of the wall sent bytes that the protocol does not allow: the conversation cannot go on.</summary>
public sealed class ProtocolViolationException : Exception
{
    /// <summary>Makes the exception without a message.</summary>
    public ProtocolViolationException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was read, and what was expected.</param>
    public ProtocolViolationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    /// <param name="message">What was read, and what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public ProtocolViolationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
