namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>
/// Punycode (RFC 3492), as a list of insertions: the decoder's state (code point, position) after each insertion gives
/// the next delta, so neither direction needs to walk the whole text once per code point.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 0x80;

    /// <summary>Appends the encoded form, without "xn--".</summary>
    /// <returns>False where a delta overflows (RFC 3492 §6.4).</returns>
    public static bool TryEncode(ReadOnlySpan<int> label, ref CharBuffer output)
    {
        var handled = new PositionTree(label.Length, isFull: false);
        var insertions = new List<long>();
        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] < InitialN)
            {
                output.Append((char)label[i]);
                handled.Add(i);
            }
            else
            {
                insertions.Add(((long)label[i] << 32) | (uint)i);
            }
        }

        var basicCount = label.Length - insertions.Count;
        if (basicCount > 0)
        {
            output.Append('-');
        }

        insertions.Sort();
        var (n, next, count, bias) = (InitialN, 0, basicCount, InitialBias);
        foreach (var insertion in insertions)
        {
            var codePoint = (int)(insertion >> 32);
            var index = (int)insertion;
            var position = handled.CountBefore(index);
            var delta = ((long)(codePoint - n) * (count + 1)) + position - next;
            if (delta > int.MaxValue)
            {
                return false;
            }

            AppendDelta((int)delta, bias, ref output);
            handled.Add(index);
            count++;
            bias = Adapt((int)delta, count, isFirst: count == basicCount + 1);
            (n, next) = (codePoint, position + 1);
        }

        return true;
    }

    /// <summary>Decodes what follows "xn--", in lower case.</summary>
    /// <returns>False where the text is not Punycode.</returns>
    public static bool TryDecode(ReadOnlySpan<int> encoded, out int[] label)
    {
        label = [];
        var basicCount = Math.Max(encoded.LastIndexOf('-'), 0);
        if (encoded[..basicCount].ContainsAnyExceptInRange(0, InitialN - 1))
        {
            return false;
        }

        var rest = encoded[(basicCount > 0 ? basicCount + 1 : 0)..];
        var insertions = new List<(int CodePoint, int Position)>();
        var (n, i, count, bias) = ((long)InitialN, 0L, basicCount, InitialBias);
        while (!rest.IsEmpty)
        {
            if (!TryReadDelta(ref rest, bias, out var delta))
            {
                return false;
            }

            i += delta;
            count++;
            bias = Adapt(delta, count, isFirst: count == basicCount + 1);
            n += i / count;
            i %= count;
            if (n > 0x10FFFF)
            {
                return false;
            }

            insertions.Add(((int)n, (int)i++));
        }

        label = Arrange(encoded[..basicCount], insertions);
        return true;
    }

    /// <summary>The last insertion stands where it says; each one before it stands among the places that are left.</summary>
    private static int[] Arrange(ReadOnlySpan<int> basic, List<(int CodePoint, int Position)> insertions)
    {
        var label = new int[basic.Length + insertions.Count];
        var free = new PositionTree(label.Length, isFull: true);
        for (var k = insertions.Count - 1; k >= 0; k--)
        {
            label[free.TakeAt(insertions[k].Position)] = insertions[k].CodePoint;
        }

        foreach (var codePoint in basic)
        {
            label[free.TakeAt(0)] = codePoint;
        }

        return label;
    }

    private static void AppendDelta(int delta, int bias, ref CharBuffer output)
    {
        const string Digits = "abcdefghijklmnopqrstuvwxyz0123456789";
        for (var k = Base; ; k += Base)
        {
            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (delta < threshold)
            {
                output.Append(Digits[delta]);
                return;
            }

            output.Append(Digits[threshold + ((delta - threshold) % (Base - threshold))]);
            delta = (delta - threshold) / (Base - threshold);
        }
    }

    private static bool TryReadDelta(ref ReadOnlySpan<int> text, int bias, out int delta)
    {
        delta = 0;
        var (value, weight) = (0L, 1L);
        for (var k = Base; !text.IsEmpty; k += Base)
        {
            var digit = text[0] switch
            {
                >= 'a' and <= 'z' => text[0] - 'a',
                >= '0' and <= '9' => text[0] - '0' + 26,
                _ => Base,
            };
            text = text[1..];
            value += digit * weight;
            if (digit == Base || value > int.MaxValue)
            {
                return false;
            }

            var threshold = Math.Clamp(k - bias, TMin, TMax);
            if (digit < threshold)
            {
                delta = (int)value;
                return true;
            }

            weight *= Base - threshold;
            if (weight > int.MaxValue)
            {
                return false;
            }
        }

        return false;
    }

    private static int Adapt(int delta, int count, bool isFirst)
    {
        delta = isFirst ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
        {
            delta /= Base - TMin;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }
}
