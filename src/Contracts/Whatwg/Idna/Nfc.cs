using System.Runtime.InteropServices;

namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>
/// Unicode Normalization Form C (UAX #15) of what UTS #46 lets through its mapping: characters that no singleton or
/// excluded decomposition touches. Written out here because string.Normalize does nothing without ICU.
/// </summary>
internal static class Nfc
{
    // Hangul syllables: The Unicode Standard §3.12.
    private const int SBase = 0xAC00;
    private const int LBase = 0x1100;
    private const int VBase = 0x1161;
    private const int TBase = 0x11A7;
    private const int LCount = 19;
    private const int VCount = 21;
    private const int TCount = 28;
    private const int SCount = LCount * VCount * TCount;

    /// <summary>The normalised text, in a list of its own.</summary>
    public static List<int> Normalize(IReadOnlyList<int> text, IdnaTables tables)
    {
        var result = new List<int>(text.Count);
        foreach (var codePoint in text)
        {
            Decompose(codePoint, tables, result);
        }

        SortMarks(result, tables);
        Compose(result, tables);
        return result;
    }

    private static void Decompose(int codePoint, IdnaTables tables, List<int> output)
    {
        if ((uint)(codePoint - SBase) < SCount)
        {
            var syllable = codePoint - SBase;
            output.Add(LBase + (syllable / (VCount * TCount)));
            output.Add(VBase + (syllable % (VCount * TCount) / TCount));
            if (syllable % TCount != 0)
            {
                output.Add(TBase + (syllable % TCount));
            }

            return;
        }

        // Only the first half decomposes again, so the second halves come out backwards.
        var start = output.Count;
        while (tables.TryDecompose(codePoint, out var halves))
        {
            output.Add(halves.Second);
            codePoint = halves.First;
        }

        output.Add(codePoint);
        output.Reverse(start, output.Count - start);
    }

    /// <summary>Canonical ordering: each run of marks in the order of their classes, equals as they stood.</summary>
    private static void SortMarks(List<int> text, IdnaTables tables)
    {
        for (var start = 0; start < text.Count; start++)
        {
            var end = start;
            while (end < text.Count && tables.PropertiesOf(text[end]).CombiningRank > 0)
            {
                end++;
            }

            if (end - start > 1)
            {
                // OrderBy is stable, and not quadratic on a hostile run.
                var sorted = text[start..end].OrderBy(mark => tables.PropertiesOf(mark).CombiningRank).ToArray();
                sorted.CopyTo(CollectionsMarshal.AsSpan(text)[start..end]);
            }

            start = Math.Max(start, end);
        }
    }

    /// <summary>The canonical composition algorithm, in place.</summary>
    private static void Compose(List<int> text, IdnaTables tables)
    {
        var length = 0;
        var starter = -1;
        var lastRank = 0;
        for (var i = 0; i < text.Count; i++)
        {
            var current = text[i];
            var rank = tables.PropertiesOf(current).CombiningRank;

            // A mark is blocked by one of its own or a higher class between it and the starter, and by another starter.
            var isAdjacent = length - 1 == starter;
            if (starter >= 0 && (isAdjacent || (lastRank != 0 && lastRank < rank)) && TryCompose(text[starter], current, tables, out var composite))
            {
                text[starter] = composite;
                continue;
            }

            text[length] = current;
            starter = rank == 0 ? length : starter;
            lastRank = rank;
            length++;
        }

        text.RemoveRange(length, text.Count - length);
    }

    private static bool TryCompose(int first, int second, IdnaTables tables, out int composite)
    {
        if ((uint)(first - LBase) < LCount && (uint)(second - VBase) < VCount)
        {
            composite = SBase + ((((first - LBase) * VCount) + (second - VBase)) * TCount);
            return true;
        }

        if ((uint)(first - SBase) < SCount && (first - SBase) % TCount == 0 && second > TBase && second < TBase + TCount)
        {
            composite = first + (second - TBase);
            return true;
        }

        return tables.TryCompose(first, second, out composite);
    }
}
