namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>The validity criteria of UTS #46 §4.1 with CheckJoiners and CheckBidi, without CheckHyphens and STD3.</summary>
internal static class LabelRules
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>Criteria 4 to 8 for a label in NFC; an empty label passes.</summary>
    public static bool IsValid(ReadOnlySpan<int> label, IdnaTables tables)
    {
        if (label.IsEmpty)
        {
            return true;
        }

        if (label.StartsWith([(int)'x', 'n', '-', '-']) || tables.PropertiesOf(label[0]).IsMark)
        {
            return false;
        }

        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] == '.' || !tables.IsValid(label[i]) || !IsJoinerInContext(label, i, tables))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True where the label makes the whole domain a bidirectional one (RFC 5893 §1.4).</summary>
    public static bool IsRightToLeft(ReadOnlySpan<int> label, IdnaTables tables)
    {
        foreach (var codePoint in label)
        {
            if (tables.PropertiesOf(codePoint).Bidi is BidiClass.RightToLeft or BidiClass.ArabicLetter or BidiClass.ArabicNumber)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The Bidi Rule (RFC 5893 §2) for one label of a bidirectional domain; an empty label passes.</summary>
    public static bool ObeysBidiRule(ReadOnlySpan<int> label, IdnaTables tables)
    {
        if (label.IsEmpty)
        {
            return true;
        }

        // Rule 1.
        var first = tables.PropertiesOf(label[0]).Bidi;
        var isRightToLeft = first is BidiClass.RightToLeft or BidiClass.ArabicLetter;
        if (!isRightToLeft && first != BidiClass.LeftToRight)
        {
            return false;
        }

        var last = first;
        var hasEuropean = false;
        var hasArabic = false;
        foreach (var codePoint in label)
        {
            // Rules 2 and 5.
            var bidi = tables.PropertiesOf(codePoint).Bidi;
            if (isRightToLeft ? bidi is BidiClass.LeftToRight or BidiClass.Other : bidi is BidiClass.RightToLeft or BidiClass.ArabicLetter or BidiClass.ArabicNumber or BidiClass.Other)
            {
                return false;
            }

            hasEuropean |= bidi == BidiClass.EuropeanNumber;
            hasArabic |= bidi == BidiClass.ArabicNumber;
            last = bidi == BidiClass.NonspacingMark ? last : bidi;
        }

        // Rules 3 and 4, or rule 6.
        return isRightToLeft
            ? last is BidiClass.RightToLeft or BidiClass.ArabicLetter or BidiClass.EuropeanNumber or BidiClass.ArabicNumber && !(hasEuropean && hasArabic)
            : last is BidiClass.LeftToRight or BidiClass.EuropeanNumber;
    }

    /// <summary>RFC 5892 appendix A.1 and A.2; linear over a label, since no joiner is transparent.</summary>
    private static bool IsJoinerInContext(ReadOnlySpan<int> label, int index, IdnaTables tables)
    {
        if (label[index] is not (ZeroWidthNonJoiner or ZeroWidthJoiner))
        {
            return true;
        }

        if (index > 0 && tables.PropertiesOf(label[index - 1]).CombiningRank == tables.ViramaRank)
        {
            return true;
        }

        if (label[index] == ZeroWidthJoiner)
        {
            return false;
        }

        var before = index - 1;
        while (before >= 0 && tables.PropertiesOf(label[before]).Joining == JoiningType.Transparent)
        {
            before--;
        }

        var after = index + 1;
        while (after < label.Length && tables.PropertiesOf(label[after]).Joining == JoiningType.Transparent)
        {
            after++;
        }

        return before >= 0 && tables.PropertiesOf(label[before]).Joining is JoiningType.Left or JoiningType.Dual
            && after < label.Length && tables.PropertiesOf(label[after]).Joining is JoiningType.Right or JoiningType.Dual;
    }
}
