namespace AsyncCrawler.Host.Jobs;

/// <summary>The service's own store cannot be used now.</summary>
/// <param name="message">Names the place, the trouble and the next step.</param>
/// <param name="innerException">What the database said.</param>
internal sealed class JobStoreException(string message, Exception? innerException = null) : IOException(message, innerException);
