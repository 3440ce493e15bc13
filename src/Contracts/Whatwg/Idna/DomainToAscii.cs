using System.Runtime.InteropServices;

namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>
/// ToASCII of UTS #46 (§4, §4.2) as URL §3.3 calls it when not strict: CheckHyphens, UseSTD3ASCIIRules, VerifyDnsLength,
/// Transitional_Processing and IgnoreInvalidPunycode false, CheckBidi and CheckJoiners true. Any error is a failure.
/// </summary>
internal static class DomainToAscii
{
    /// <summary>Appends the ASCII form of a domain that holds a non-ASCII character; it may come out empty.</summary>
    public static bool TryAppend(ref CharBuffer output, scoped ReadOnlySpan<char> domain)
    {
        var tables = IdnaTables.Instance;
        var mapped = new List<int>(domain.Length);
        foreach (var rune in domain.EnumerateRunes())
        {
            // A lone surrogate arrives as U+FFFD, which is disallowed.
            if (!tables.TryMap(rune.Value, mapped))
            {
                return false;
            }
        }

        var normalized = CollectionsMarshal.AsSpan(Nfc.Normalize(mapped, tables));
        var labels = new List<int[]>();
        var isBidi = false;
        foreach (var range in normalized.Split('.'))
        {
            if (!TryToUnicode(normalized[range], tables, out var label))
            {
                return false;
            }

            labels.Add(label);
            isBidi |= LabelRules.IsRightToLeft(label, tables);
        }

        return (!isBidi || labels.TrueForAll(label => LabelRules.ObeysBidiRule(label, tables))) && TryAppendLabels(ref output, labels);
    }

    /// <summary>The convert-and-validate step of UTS #46 §4.</summary>
    private static bool TryToUnicode(ReadOnlySpan<int> label, IdnaTables tables, out int[] unicode)
    {
        if (!label.StartsWith([(int)'x', 'n', '-', '-']))
        {
            unicode = label.ToArray();
            return LabelRules.IsValid(unicode, tables);
        }

        // A label that decodes to nothing or to pure ASCII is a second spelling of another one.
        return Punycode.TryDecode(label[4..], out unicode)
            && unicode.AsSpan().ContainsAnyExceptInRange(0, 0x7F)
            && LabelRules.IsValid(unicode, tables)
            && Nfc.Normalize(unicode, tables).SequenceEqual(unicode);
    }

    private static bool TryAppendLabels(ref CharBuffer output, List<int[]> labels)
    {
        for (var i = 0; i < labels.Count; i++)
        {
            if (i > 0)
            {
                output.Append('.');
            }

            if (labels[i].AsSpan().ContainsAnyExceptInRange(0, 0x7F))
            {
                output.Append("xn--");
                if (!Punycode.TryEncode(labels[i], ref output))
                {
                    return false;
                }
            }
            else
            {
                foreach (var codePoint in labels[i])
                {
                    output.Append((char)codePoint);
                }
            }
        }

        return true;
    }
}
