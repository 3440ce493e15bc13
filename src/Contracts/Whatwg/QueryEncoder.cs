using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// "Percent-encode after encoding" (URL §1.3) of a special URL's query in the document's encoding. What the encoding
/// lacks becomes <c>%26%23N%3B</c>, an HTML character reference.
/// </summary>
internal static class QueryEncoder
{
    private const int Gbk = 936;
    private const int Gb18030 = 54936;
    private const int ShiftJis = 932;
    private const int EucJp = 51932;
    private const int EucJpOld = 20932;

    private static readonly ConditionalWeakTable<Encoding, Encoding> _clones = [];

    /// <summary>Appends <paramref name="query"/>, encoded.</summary>
    /// <param name="output">Receives the result.</param>
    /// <param name="query">The query's text without "?".</param>
    /// <param name="encoding">The document's encoding; one without an ASCII form (UTF-16 and its like) counts as UTF-8.</param>
    public static void Append(ref CharBuffer output, scoped ReadOnlySpan<char> query, Encoding encoding)
    {
        if (IsOutputUtf8(encoding) || IsPlainAscii(query))
        {
            PercentCoding.AppendUtf8(ref output, query, PercentEncodeSets.SpecialQuerySafe);
            return;
        }

        var strict = _clones.GetValue(encoding, WithNumericReferences);
        switch (encoding.CodePage)
        {
            case 50220 or 50221 or 50222:
                Iso2022JpQueryEncoder.Append(ref output, query, strict);
                break;
            case ShiftJis or EucJp or EucJpOld:
                AppendEncoded(ref output, WithJapaneseSubstitutes(query), strict);
                break;
            case Gbk or Gb18030:
                AppendGb(ref output, query, strict);
                break;
            default:
                AppendEncoded(ref output, query, strict);
                break;
        }
    }

    /// <summary>Encoding §4.3, "get an output encoding": UTF-16 gives UTF-8, and so do encodings that the web does not know.</summary>
    private static bool IsOutputUtf8(Encoding encoding) =>
        encoding.CodePage is 65001 or 65000 or 1200 or 1201 or 12000 or 12001;

    /// <summary>Printable ASCII is the same in every encoding of the web; control characters are not (ISO-2022-JP).</summary>
    private static bool IsPlainAscii(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange(' ', '~');

    private static Encoding WithNumericReferences(Encoding encoding)
    {
        var clone = (Encoding)encoding.Clone();
        clone.EncoderFallback = new NumericReferenceFallback();
        return clone;
    }

    /// <summary>Encodes piece by piece, because the fallback can make a text eleven times longer.</summary>
    private static void AppendEncoded(ref CharBuffer output, scoped ReadOnlySpan<char> text, Encoding encoding)
    {
        const int Piece = 512;
        var bytes = ArrayPool<byte>.Shared.Rent(encoding.GetMaxByteCount(Piece));
        var encoder = encoding.GetEncoder();
        do
        {
            var piece = text[..Math.Min(Piece, text.Length)];
            text = text[piece.Length..];
            encoder.Convert(piece, bytes, flush: text.IsEmpty, out _, out var written, out _);
            PercentCoding.AppendBytes(ref output, bytes.AsSpan(0, written), PercentEncodeSets.SpecialQuerySafe);
        }
        while (!text.IsEmpty);

        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Encoding §12.2.2, §12.3.2: yen sign and overline have the places of backslash and tilde, minus sign its full-width twin's.</summary>
    private static string WithJapaneseSubstitutes(ReadOnlySpan<char> text) =>
        text.ToString().Replace('\u00A5', '\\').Replace('\u203E', '~').Replace('\u2212', '\uFF0D');

    /// <summary>Encoding §10.2.2: the GB encoders refuse U+E5E5, which the table of .NET has.</summary>
    private static void AppendGb(ref CharBuffer output, scoped ReadOnlySpan<char> text, Encoding encoding)
    {
        const char Refused = '\uE5E5';
        for (var i = text.IndexOf(Refused); i >= 0; i = text.IndexOf(Refused))
        {
            AppendEncoded(ref output, text[..i], encoding);
            output.Append(NumericReferenceFallback.ReferenceTo(Refused));
            text = text[(i + 1)..];
        }

        AppendEncoded(ref output, text, encoding);
    }
}
