using System.Text;

namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>Joins the names of the encodings with their decoders and with .NET's encoders.</summary>
internal static class EncodingFactory
{
    /// <summary>Makes an encoding.</summary>
    /// <param name="name">The standard's name.</param>
    /// <returns>The encoding; its tables are built at first use.</returns>
    public static DocumentEncoding Create(string name) => new(name, () => MakeDecoder(name), () => MakeQueryEncoding(name));

    private static TextDecoder MakeDecoder(string name) => name switch
    {
        "UTF-8" => new Utf8Decoder(),
        "UTF-16BE" => new Utf16Decoder(isBigEndian: true),
        "UTF-16LE" => new Utf16Decoder(isBigEndian: false),
        "replacement" => new ReplacementDecoder(),
        "GBK" or "gb18030" => new Gb18030Decoder(),
        "Big5" => new Big5Decoder(),
        "EUC-KR" => new DoubleByteDecoder(DoubleByteIndexes.EucKr()),
        "Shift_JIS" => new DoubleByteDecoder(DoubleByteIndexes.ShiftJis()),
        "EUC-JP" => new EucJpDecoder(),
        "ISO-2022-JP" => new Iso2022JpDecoder(),
        _ => new SingleByteDecoder(SingleByteIndexes.Build(name)),
    };

    private static Encoding? MakeQueryEncoding(string name) => name switch
    {
        "UTF-8" or "UTF-16BE" or "UTF-16LE" or "replacement" => null,
        "ISO-8859-10" or "ISO-8859-14" or "ISO-8859-16" or "x-user-defined" => null,
        "ISO-8859-8-I" => CodePagesEncodingProvider.Instance.GetEncoding("ISO-8859-8"),
        "EUC-KR" => CodePagesEncodingProvider.Instance.GetEncoding(949),
        "x-mac-cyrillic" => CodePagesEncodingProvider.Instance.GetEncoding(10017),
        _ => CodePagesEncodingProvider.Instance.GetEncoding(name),
    };
}
