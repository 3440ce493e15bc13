using AsyncCrawler.Contracts;
using AsyncCrawler.Fetching;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>Documents as they wait in the pool.</summary>
internal static class Documents
{
    public static PendingDocument Make(long id, TimeProvider time, byte[]? body = null, FetchOutcome.Received? page = null) =>
        new(new ParseRequest { DocumentId = id, Kind = DocumentKind.Html, Url = "http://a.test/", Body = page?.Body.Bytes ?? body ?? [1] }, page, time);
}
