using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests;

/// <summary>Random messages with well-formed texts, for round trips.</summary>
internal static class Messages
{
    private static readonly Gen<string> Text =
        Gen.Elements("", "a", "Straße", "日本語", "\u0000\n\"", "😀", "http://a.test/?q=1&b=%41", new string('x', 300));

    private static readonly Gen<string?> OptionalText = Gen.OneOf(Text.Select(string? (text) => text), Gen.Constant((string?)null));

    private static readonly Gen<int> Number = Gen.OneOf(Gen.Choose(int.MinValue, int.MaxValue), Gen.Elements(0, 1, -1, int.MaxValue));

    private static readonly Gen<long> LongNumber = Number.Two().Select(pair => ((long)pair.Item1 << 32) | (uint)pair.Item2);

    private static readonly Gen<bool> Truth = Gen.Elements(false, true);

    public static Arbitrary<WorkerHello> WorkerHellos { get; } = (
        from version in Number
        from process in Number
        select new WorkerHello { ProtocolVersion = version, ProcessId = process }).ToArbitrary();

    public static Arbitrary<ConfinementLayer[]> Layers { get; } = (
        from count in Gen.Choose(0, 14)
        from layers in Layer().ArrayOf(count)
        select layers).ToArbitrary();

    public static Arbitrary<CrawlerHello> CrawlerHellos { get; } = (
        from numbers in Number.ListOf(9)
        select new CrawlerHello
        {
            ProtocolVersion = ParserProtocol.Version,
            Limits = new DocumentLimits
            {
                MaxInputBytes = numbers[0],
                MaxLinks = numbers[1],
                MaxTextLength = numbers[2],
                MaxUrlLength = numbers[3],
                MaxFieldValues = numbers[4],
                MaxPageText = numbers[5],
                MaxProperties = numbers[6],
                MaxJsonLdBlocks = numbers[7],
                MaxJsonLdLength = numbers[8],
            },
        }).ToArbitrary();

    public static Arbitrary<ParseRequest> Requests { get; } = (
        from id in LongNumber
        from kind in Gen.Elements(DocumentKind.Html, DocumentKind.Sitemap, (DocumentKind)200)
        from url in Text
        from type in OptionalText
        from fields in FieldRules().ListOf()
        from wantsData in Truth
        from form in Gen.Elements(Enum.GetValues<PageTextForm>())
        from body in Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf()
        select new ParseRequest
        {
            DocumentId = id, Kind = kind, Url = url, ContentType = type, Fields = fields, WantsStructuredData = wantsData, TextForm = form, Body = body,
        }).ToArbitrary();

    public static Arbitrary<ParsedLink[]> LinkLists { get; } = Links().ArrayOf().ToArbitrary();

    public static Arbitrary<ParseReply> Replies { get; } = Gen.OneOf(Parsed(), Refused()).ToArbitrary();

    private static Gen<FieldRule> FieldRules() =>
        from name in Text
        from language in Gen.Elements(FieldLanguage.Css, FieldLanguage.XPath)
        from expression in Text
        from attribute in OptionalText
        from isList in Truth
        select new FieldRule { Name = name, Language = language, Expression = expression, Attribute = attribute, IsList = isList };

    private static Gen<ConfinementLayer> Layer() =>
        from name in Text
        from isActive in Truth
        from detail in Text
        select new ConfinementLayer(name, isActive, detail);

    private static Gen<ParsedLink> Links() =>
        from url in Text
        from source in Gen.Elements(Enum.GetValues<LinkSource>())
        from relations in Gen.Choose(0, 7)
        from hint in Gen.Elements(null, new SitemapHint("2024-05-06", null), new SitemapHint(null, 100), new SitemapHint("", 0))
        select new ParsedLink(url, source, (LinkRelations)relations, source is LinkSource.SitemapPage or LinkSource.SitemapChild ? hint : null);

    private static Gen<ParsedField> Fields() =>
        from name in Text
        from values in Text.ListOf()
        select new ParsedField { Name = name, Values = values };

    private static Gen<ParsedStructuredData?> StructuredData() => Gen.OneOf(
        Gen.Constant((ParsedStructuredData?)null),
        from names in Text.ListOf()
        from blocks in Gen.Elements("{}", "[1,{\"a\":\"\\u00e9 b\"}]", "\"日本語\"", "null").ListOf()
        from skipped in Number
        select (ParsedStructuredData?)new ParsedStructuredData { Properties = [.. names.Select(name => new ParsedProperty(name, name + "!"))], JsonLd = blocks, JsonLdSkipped = skipped });

    private static Gen<ParseReply> Parsed() =>
        from id in LongNumber
        from charset in Text
        from texts in OptionalText.ListOf(7)
        from links in Links().ListOf()
        from fields in Fields().ListOf()
        from dropped in Number
        from data in StructuredData()
        from pageText in OptionalText
        from truncation in Gen.Choose(0, 63)
        from isTreeBuilt in Truth
        from elapsed in LongNumber
        select (ParseReply)new ParseReply.Parsed
        {
            DocumentId = id,
            Charset = charset,
            Title = texts[0],
            Language = texts[1],
            Description = texts[2],
            BaseUrl = texts[3],
            Canonical = texts[4],
            Robots = texts[5],
            Links = links,
            Fields = fields,
            StructuredData = data,
            PageText = pageText,
            LinksDropped = dropped,
            Truncation = (DocumentTruncation)truncation,
            IsTreeBuilt = isTreeBuilt,
            ElapsedMicroseconds = elapsed,
            Note = texts[6],
        };

    private static Gen<ParseReply> Refused() =>
        from id in LongNumber
        from reason in Gen.Elements(Enum.GetValues<RefusalReason>())
        from detail in Text
        select (ParseReply)new ParseReply.Refused { DocumentId = id, Reason = reason, Detail = detail };
}
