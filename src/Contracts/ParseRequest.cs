namespace AsyncCrawler.Contracts;

/// <summary>One document to parse.</summary>
public sealed record ParseRequest
{
    private const int SmallestFieldRule = 14;

    /// <summary>The parent's number for the document; the reply repeats it.</summary>
    public required long DocumentId { get; init; }

    /// <summary>What the body is read as.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>The document's URL, against which its links are resolved: the one that answered, after redirects.</summary>
    public required string Url { get; init; }

    /// <summary>The Content-Type field as the server sent it; null when it sent none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Values wanted besides links and directives.</summary>
    public IReadOnlyList<FieldRule> Fields { get; init; } = [];

    /// <summary>True when the page's structured data are wanted.</summary>
    public bool WantsStructuredData { get; init; }

    /// <summary>The form in which the page's main text is wanted.</summary>
    public PageTextForm TextForm { get; init; }

    /// <summary>The body after content codings were undone; a slice of the frame on the child's side.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>True when more is wanted than links and directives: that needs the tree.</summary>
    public bool WantsContents => Fields.Count > 0 || WantsStructuredData || TextForm != PageTextForm.None;

    /// <summary>Appends the frame.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(FrameWriter writer)
    {
        writer.BeginFrame(FrameKind.ParseRequest);
        writer.WriteInt64(DocumentId);
        writer.WriteByte((byte)Kind);
        writer.WriteText(Url);
        writer.WriteText(ContentType);
        writer.WriteInt32(Fields.Count);
        foreach (var field in Fields)
        {
            field.WriteTo(writer);
        }

        writer.WriteByte(WantsStructuredData ? (byte)1 : (byte)0);
        writer.WriteByte((byte)TextForm);
        writer.WriteRaw(Body.Span);
        writer.EndFrame();
    }

    /// <summary>Reads the payload.</summary>
    /// <param name="payload">The payload of the frame; <see cref="Body"/> remains a slice of it.</param>
    /// <returns>The message.</returns>
    /// <exception cref="ProtocolViolationException">The payload is not a request.</exception>
    public static ParseRequest Read(ReadOnlyMemory<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var id = reader.ReadInt64();
        var kind = (DocumentKind)reader.ReadByte();
        var url = reader.ReadRequiredText();
        var contentType = reader.ReadText();
        var fields = new FieldRule[reader.ReadCount(SmallestFieldRule)];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = FieldRule.Read(ref reader);
        }

        return new ParseRequest
        {
            DocumentId = id,
            Kind = kind,
            Url = url,
            ContentType = contentType,
            Fields = fields,
            WantsStructuredData = reader.ReadByte() != 0,
            TextForm = (PageTextForm)reader.ReadByte(),
            Body = reader.ReadRest(),
        };
    }
}
