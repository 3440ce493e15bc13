namespace AsyncCrawler.Parsing;

/// <summary>One start of one worker went wrong; the next may go well.</summary>
internal sealed class WorkerStartException(string message, Exception? innerException = null) : Exception(message, innerException);
