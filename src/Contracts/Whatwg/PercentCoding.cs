using System.Buffers;
using System.Globalization;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>Percent-encoding and -decoding (URL §1.3).</summary>
internal static class PercentCoding
{
    /// <summary>UTF-8 percent-encodes <paramref name="text"/>; a lone surrogate counts as U+FFFD, as in a scalar value string.</summary>
    /// <param name="output">Receives the result.</param>
    /// <param name="text">Any text.</param>
    /// <param name="safe">The characters, all ASCII, that stay as they are.</param>
    public static void AppendUtf8(ref CharBuffer output, scoped ReadOnlySpan<char> text, SearchValues<char> safe)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (true)
        {
            var run = text.IndexOfAnyExcept(safe);
            output.Append(run < 0 ? text : text[..run]);
            if (run < 0)
            {
                return;
            }

            text = text[run..];
            do
            {
                Rune.DecodeFromUtf16(text, out var rune, out var consumed);
                text = text[consumed..];
                foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    AppendByte(ref output, value);
                }
            }
            while (!text.IsEmpty && !safe.Contains(text[0]));
        }
    }

    /// <summary>Percent-encodes each byte that is not one of the <paramref name="safe"/> ASCII characters.</summary>
    public static void AppendBytes(ref CharBuffer output, scoped ReadOnlySpan<byte> bytes, SearchValues<char> safe)
    {
        foreach (var value in bytes)
        {
            if (safe.Contains((char)value))
            {
                output.Append((char)value);
            }
            else
            {
                AppendByte(ref output, value);
            }
        }
    }

    /// <summary>Percent-decodes <paramref name="text"/> and reads the bytes as UTF-8; what is not UTF-8 becomes U+FFFD.</summary>
    public static string DecodeUtf8(ReadOnlySpan<char> text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++, length++)
        {
            if (bytes[i] == '%' && byte.TryParse(Digits(bytes, i + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes[length] = value;
                i += 2;
            }
            else
            {
                bytes[length] = bytes[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static ReadOnlySpan<byte> Digits(byte[] bytes, int start) =>
        bytes.Length - start >= 2 ? bytes.AsSpan(start, 2) : [];

    private static void AppendByte(ref CharBuffer output, byte value)
    {
        const string Digits = "0123456789ABCDEF";
        var target = output.AppendSpan(3);
        target[2] = Digits[value & 15];
        target[1] = Digits[value >> 4];
        target[0] = '%';
    }
}
