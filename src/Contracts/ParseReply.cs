namespace AsyncCrawler.Contracts;

/// <summary>A child's answer to one <see cref="ParseRequest"/>: either parsed or refused.</summary>
public abstract record ParseReply
{
    private ParseReply()
    {
    }

    /// <summary>The number of the request that this answers.</summary>
    public required long DocumentId { get; init; }

    /// <summary>Appends the frame.</summary>
    /// <param name="writer">Where to.</param>
    public abstract void WriteTo(FrameWriter writer);

    /// <summary>Reads a reply frame from a source that is trusted to keep its limits.</summary>
    /// <param name="frame">A frame of kind <see cref="FrameKind.Parsed"/> or <see cref="FrameKind.Refused"/>.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="ProtocolViolationException">The frame is no reply.</exception>
    public static ParseReply Read(Frame frame) => Read(frame, ReplyBounds.None);

    /// <summary>Reads a reply frame, and refuses too long a list before it allocates for it.</summary>
    /// <param name="frame">A frame of kind <see cref="FrameKind.Parsed"/> or <see cref="FrameKind.Refused"/>.</param>
    /// <param name="bounds">How long the lists may be.</param>
    /// <returns>The reply.</returns>
    /// <exception cref="ProtocolViolationException">The frame is no reply, or exceeds the bounds.</exception>
    public static ParseReply Read(Frame frame, ReplyBounds bounds) => frame.Kind switch
    {
        FrameKind.Parsed => Parsed.ReadPayload(frame.Payload, bounds),
        FrameKind.Refused => Refused.ReadPayload(frame.Payload),
        _ => throw new ProtocolViolationException($"A {frame.Kind} frame came where a reply was due."),
    };

    /// <summary>What the document says.</summary>
    public sealed record Parsed : ParseReply
    {
        /// <summary>The WHATWG name of the encoding that the body was decoded with, for example <c>UTF-8</c>.</summary>
        public required string Charset { get; init; }

        /// <summary>The document's title (HTML §4.2.2), stripped and collapsed; null when there is none.</summary>
        public string? Title { get; init; }

        /// <summary>The <c>lang</c> of the root element; null when there is none.</summary>
        public string? Language { get; init; }

        /// <summary>The content of <c>meta[name=description]</c>; null when there is none.</summary>
        public string? Description { get; init; }

        /// <summary>The base URL when a <c>base</c> element set another than the document's own; otherwise null.</summary>
        public string? BaseUrl { get; init; }

        /// <summary>The first <c>link[rel=canonical]</c> that resolves to http or https, without its fragment; null when there is none.</summary>
        public string? Canonical { get; init; }

        /// <summary>The contents of <c>meta[name=robots]</c> and <c>meta[name=asynccrawler]</c> in document order, joined by a comma and a space; null when there is none.</summary>
        public string? Robots { get; init; }

        /// <summary>The URLs of the document in document order, each once per <see cref="ParsedLink.IsHyperlink"/>, image, or other source.</summary>
        public IReadOnlyList<ParsedLink> Links { get; init; } = [];

        /// <summary>What the request's field rules found, in their order.</summary>
        public IReadOnlyList<ParsedField> Fields { get; init; } = [];

        /// <summary>The page's structured data; null when they were not wanted.</summary>
        public ParsedStructuredData? StructuredData { get; init; }

        /// <summary>The page's main text in the form that was wanted, empty when the page has none; null when none was wanted.</summary>
        public string? PageText { get; init; }

        /// <summary>http and https links found but not reported because of the limits, as often as they stood in the document.</summary>
        public int LinksDropped { get; init; }

        /// <summary>Which limits cut something off.</summary>
        public DocumentTruncation Truncation { get; init; }

        /// <summary>What ended the reading before the document's end, in one line for the operator; null when it was read through.</summary>
        public string? Note { get; init; }

        /// <summary>True when the tree was built, false when the tokens were enough.</summary>
        public bool IsTreeBuilt { get; init; }

        /// <summary>The time the child spent on the document, in microseconds.</summary>
        public long ElapsedMicroseconds { get; init; }

        /// <inheritdoc/>
        public override void WriteTo(FrameWriter writer)
        {
            writer.BeginFrame(FrameKind.Parsed);
            writer.WriteInt64(DocumentId);
            writer.WriteText(Charset);
            writer.WriteText(Title);
            writer.WriteText(Language);
            writer.WriteText(Description);
            writer.WriteText(BaseUrl);
            writer.WriteText(Canonical);
            writer.WriteText(Robots);
            WriteLinks(writer);
            writer.WriteInt32(Fields.Count);
            foreach (var field in Fields)
            {
                field.WriteTo(writer);
            }

            ParsedStructuredData.Write(writer, StructuredData);
            writer.WriteText(PageText);
            writer.WriteInt32(LinksDropped);
            writer.WriteByte((byte)Truncation);
            writer.WriteText(Note);
            writer.WriteByte(IsTreeBuilt ? (byte)1 : (byte)0);
            writer.WriteInt64(ElapsedMicroseconds);
            writer.EndFrame();
        }

        internal static Parsed ReadPayload(ReadOnlyMemory<byte> payload, ReplyBounds bounds)
        {
            var reader = new PayloadReader(payload);
            var reply = new Parsed
            {
                DocumentId = reader.ReadInt64(),
                Charset = reader.ReadRequiredText(),
                Title = reader.ReadText(),
                Language = reader.ReadText(),
                Description = reader.ReadText(),
                BaseUrl = reader.ReadText(),
                Canonical = reader.ReadText(),
                Robots = reader.ReadText(),
                Links = EncodedLinks.Read(ref reader, bounds),
                Fields = ReadFields(ref reader, bounds),
                StructuredData = ParsedStructuredData.Read(ref reader, bounds),
                PageText = reader.ReadText(bounds.MaxPageText),
                LinksDropped = reader.ReadInt32(),
                Truncation = (DocumentTruncation)reader.ReadByte(),
                Note = reader.ReadText(),
                IsTreeBuilt = reader.ReadByte() != 0,
                ElapsedMicroseconds = reader.ReadInt64(),
            };
            reader.ExpectEnd();
            return reply;
        }

        private static ParsedField[] ReadFields(ref PayloadReader reader, ReplyBounds bounds)
        {
            var fields = new ParsedField[reader.ReadCount(ParsedField.SmallestEncoding, bounds.MaxFields)];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = ParsedField.Read(ref reader, bounds.MaxFieldValues);
            }

            return fields;
        }

        private void WriteLinks(FrameWriter writer)
        {
            if (Links is EncodedLinks encoded)
            {
                encoded.WriteTo(writer);
                return;
            }

            writer.WriteInt32(Links.Count);
            foreach (var link in Links)
            {
                link.WriteTo(writer);
            }
        }
    }

    /// <summary>No parse, and why.</summary>
    public sealed record Refused : ParseReply
    {
        /// <summary>Why.</summary>
        public required RefusalReason Reason { get; init; }

        /// <summary>One line for the operator: names the thing and the number.</summary>
        public required string Detail { get; init; }

        /// <inheritdoc/>
        public override void WriteTo(FrameWriter writer)
        {
            writer.BeginFrame(FrameKind.Refused);
            writer.WriteInt64(DocumentId);
            writer.WriteByte((byte)Reason);
            writer.WriteText(Detail);
            writer.EndFrame();
        }

        internal static Refused ReadPayload(ReadOnlyMemory<byte> payload)
        {
            var reader = new PayloadReader(payload);
            var reply = new Refused
            {
                DocumentId = reader.ReadInt64(),
                Reason = (RefusalReason)reader.ReadByte(),
                Detail = reader.ReadRequiredText(),
            };
            reader.ExpectEnd();
            return reply;
        }
    }
}
