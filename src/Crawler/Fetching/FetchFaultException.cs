namespace AsyncCrawler.Fetching;

/// <summary>Carries a reason out of the depths of a connection or a stream, where only an exception can. Never leaves this room.</summary>
internal sealed class FetchFaultException(FetchFailureReason reason, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    public FetchFailureReason Reason { get; } = reason;
}
