using AsyncCrawler.Contracts;

namespace AsyncCrawler.ParserWorkers.Tests;

/// <summary>Both ends of a worker's conversation over memory.</summary>
internal static class Conversation
{
    public static FrameWriter Begin(int version = ParserProtocol.Version)
    {
        var writer = new FrameWriter();
        new CrawlerHello { ProtocolVersion = version, Limits = new DocumentLimits() }.WriteTo(writer);
        return writer;
    }

    public static FrameWriter Ask(this FrameWriter writer, long id, string html = "<title>t</title>", string url = "http://a.test/")
    {
        new ParseRequest { DocumentId = id, Kind = DocumentKind.Html, Url = url, ContentType = "text/html", Body = System.Text.Encoding.UTF8.GetBytes(html) }.WriteTo(writer);
        return writer;
    }

    public static List<ParseReply> ReadReplies(Stream output)
    {
        using var reader = new FrameReader(output, ParserProtocol.MaxReplyPayload);
        var replies = new List<ParseReply>();
        while (reader.Read() is { } frame)
        {
            if (frame.Kind == FrameKind.WorkerHello)
            {
                Assert.Equal(ParserProtocol.Version, WorkerHello.Read(frame.Payload).ProtocolVersion);
                Assert.Empty(replies);
                continue;
            }

            replies.Add(ParseReply.Read(frame));
        }

        return replies;
    }
}
