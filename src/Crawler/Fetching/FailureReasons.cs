using System.Net.Sockets;

namespace AsyncCrawler.Fetching;

/// <summary>What the exceptions of the platform say about the web.</summary>
internal static class FailureReasons
{
    private const string SeeInner = ", see inner exception."; // it stands right behind

    /// <summary>The reason that an exception of an exchange stands for.</summary>
    /// <param name="error">Any exception, cancellation by the caller or by the total time-out left aside.</param>
    /// <returns>The reason, and a line of text.</returns>
    public static (FetchFailureReason Reason, string Detail) Of(Exception error)
    {
        // The platform wraps what the dialler throws.
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is FetchFaultException fault)
            {
                return (fault.Reason, fault.Message);
            }
        }

        return (Classify(error), error.InnerException is { } inner ? $"{error.Message.Replace(SeeInner, ".", StringComparison.Ordinal)} {inner.Message}" : error.Message);
    }

    private static FetchFailureReason Classify(Exception error) => error switch
    {
        InvalidDataException => FetchFailureReason.BadContentCoding,
        _ when IsRenegotiation(error) || IsRenegotiation(error.InnerException) => FetchFailureReason.TlsFailed,
        HttpRequestException request => Classify(request.HttpRequestError, request.InnerException),
        HttpIOException io => Classify(io.HttpRequestError, io.InnerException),
        IOException => FetchFailureReason.ConnectionLost,
        OperationCanceledException { InnerException: TimeoutException } => FetchFailureReason.ConnectTimedOut, // SocketsHttpHandler.ConnectTimeout
        _ => FetchFailureReason.Unexpected,
    };

    // The platform has no other sign for what CrawlHttpHandler does not allow; the message is never translated.
    private static bool IsRenegotiation(Exception? error) => error is IOException && error.Message.Contains("requested renegotiation", StringComparison.Ordinal);

    private static FetchFailureReason Classify(HttpRequestError error, Exception? inner) => error switch
    {
        HttpRequestError.NameResolutionError => FetchFailureReason.DnsFailed,
        HttpRequestError.ConnectionError => FetchFailureReason.ConnectFailed,
        HttpRequestError.SecureConnectionError => FetchFailureReason.TlsFailed,
        HttpRequestError.ConfigurationLimitExceeded => FetchFailureReason.HeadersTooLarge,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError => FetchFailureReason.BadResponse,
        HttpRequestError.ResponseEnded => FetchFailureReason.ConnectionLost,
        _ when inner is HttpIOException io => Classify(io.HttpRequestError, io.InnerException),
        _ when inner is IOException or SocketException => FetchFailureReason.ConnectionLost,
        _ when inner is null => FetchFailureReason.BadResponse, // the handler's own complaint, for example about a chunk without end
        _ => FetchFailureReason.Unexpected,
    };
}
