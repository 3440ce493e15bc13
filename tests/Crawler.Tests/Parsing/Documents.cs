using AsyncCrawler.Contracts;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

/// <summary>Documents as they wait in the pool.</summary>
internal static class Documents
{
    public static PendingDocument Make(long id, TimeProvider time, string? contentHash = null, byte[]? body = null) =>
        new(new ParseRequest { DocumentId = id, Kind = DocumentKind.Html, Url = "http://a.test/", Body = body ?? [1] }, contentHash, time);
}
