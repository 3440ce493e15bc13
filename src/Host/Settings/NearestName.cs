namespace AsyncCrawler.Host.Settings;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    // Texts beyond this are no slip of the finger, and the distance takes the product of both lengths.
    private const int MaxLength = 100;

    /// <summary>The candidate with the fewest changed characters, case aside; null when none is near.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="candidates">What could have been written.</param>
    public static string? Of(string text, IEnumerable<string> candidates)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        var best = candidates
            .Select(candidate => (Name: candidate, Distance: Distance(text, candidate)))
            .OrderBy(candidate => candidate.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(2, best.Name.Length / 2) ? best.Name : null;
    }

    /// <summary>The same as an end of a sentence, or nothing.</summary>
    public static string Hint(string text, IEnumerable<string> candidates) =>
        Of(text, candidates) is { } name ? $" Did you mean {name}?" : "";

    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 0; i < left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i]) == char.ToLowerInvariant(right[j]) ? 0 : 1;
                (diagonal, row[j + 1]) = (row[j + 1], Math.Min(diagonal + cost, 1 + Math.Min(row[j], row[j + 1])));
            }
        }

        return row[right.Length];
    }
}
