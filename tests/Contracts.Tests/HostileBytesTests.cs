namespace AsyncCrawler.Contracts.Tests;

/// <summary>Whatever the other side sends, reading it ends in a message or in a <see cref="ProtocolViolationException"/>.</summary>
public sealed class HostileBytesTests
{
    private const int Seed = 20261121;
    private const int Rounds = 20_000;

    [Fact]
    public void S23_FrameReader_OfRandomBytes_ThrowsNothingButViolations()
    {
        var random = new Random(Seed);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(40)];
            random.NextBytes(bytes);
            if (bytes.Length > 4 && random.Next(2) == 0)
            {
                // A plausible header, so that the payload is reached.
                (bytes[0], bytes[1], bytes[2], bytes[3], bytes[4]) = ((byte)random.Next(40), 0, 0, 0, (byte)random.Next(7));
            }

            Survives(() => ReadConversation(bytes));
        }
    }

    [Fact]
    public void S23_Messages_WithChangedBytes_ThrowNothingButViolations()
    {
        var random = new Random(Seed);
        var frames = Frames();
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = frames[random.Next(frames.Count)].ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                // Not the first five, the header: those are the other test's.
                bytes[random.Next(5, bytes.Length)] = random.Next(3) == 0 ? (byte)0xFF : (byte)random.Next(256);
            }

            Survives(() => ReadConversation(bytes));
        }
    }

    [Fact]
    public void S23_ACountThatThePayloadCannotHold_IsRefusedBeforeAllocation()
    {
        using var writer = new FrameWriter();
        writer.BeginFrame(FrameKind.Parsed);
        writer.WriteInt64(1);
        writer.WriteText("UTF-8");
        for (var texts = 0; texts < 6; texts++)
        {
            writer.WriteText(null);
        }

        writer.WriteInt32(int.MaxValue);
        writer.EndFrame();
        var bytes = writer.Written.ToArray();

        // Once before it counts: what a first exception and an empty buffer pool allocate is not the reader's doing.
        Assert.Throws<ProtocolViolationException>(() => ReadConversation(bytes));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ProtocolViolationException>(() => ReadConversation(bytes));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    private static void Survives(Action read)
    {
        try
        {
            read();
        }
        catch (ProtocolViolationException)
        {
            // The one allowed failure.
        }
    }

    private static void ReadConversation(byte[] bytes)
    {
        using var reader = new FrameReader(new MemoryStream(bytes), 1_000_000);
        while (reader.Read() is { } frame)
        {
            _ = frame.Kind switch
            {
                FrameKind.WorkerHello => WorkerHello.Read(frame.Payload),
                FrameKind.CrawlerHello => CrawlerHello.Read(frame.Payload),
                FrameKind.ParseRequest => ParseRequest.Read(frame.Payload),
                _ => (object)ParseReply.Read(frame),
            };
        }
    }

    private static List<byte[]> Frames()
    {
        Action<FrameWriter>[] messages =
        [
            new WorkerHello { ProtocolVersion = ParserProtocol.Version, ProcessId = 2, Layers = [new ConfinementLayer("x", true, "y")] }.WriteTo,
            new CrawlerHello { ProtocolVersion = ParserProtocol.Version, Limits = new DocumentLimits() }.WriteTo,
            new ParseRequest
            {
                DocumentId = 5,
                Kind = DocumentKind.Html,
                Url = "http://a.test/",
                ContentType = "text/html",
                Fields = [new FieldRule { Name = "price", Language = FieldLanguage.Css, Expression = ".price", Attribute = "content", IsList = true }],
                Body = "<p>"u8.ToArray(),
            }.WriteTo,
            new ParseReply.Refused { DocumentId = 5, Reason = RefusalReason.NotADocument, Detail = "é" }.WriteTo,
            new ParseReply.Parsed
            {
                DocumentId = 5,
                Charset = "UTF-8",
                Title = "é",
                Links = [new ParsedLink("http://a.test/b", LinkSource.Anchor, LinkRelations.NoFollow), new ParsedLink("http://a.test/c", LinkSource.SitemapPage, LinkRelations.None, new SitemapHint("2024", 50))],
                Fields = [new ParsedField { Name = "price", Values = ["1", "2"] }],
                StructuredData = new ParsedStructuredData { Properties = [new ParsedProperty("og:title", "é")], JsonLd = ["{}"] },
                PageText = "é",
            }.WriteTo,
        ];
        return [.. messages.Select(Bytes)];
    }

    private static byte[] Bytes(Action<FrameWriter> write)
    {
        using var writer = new FrameWriter();
        write(writer);
        return writer.Written.ToArray();
    }
}
