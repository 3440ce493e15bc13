namespace AsyncCrawler.ParserWorkers.Extraction;

/// <summary>
/// Finds the place where a faulty expression breaks, which neither engine tells. A beginning of the expression is sound when
/// some completion of it compiles; the fault is the first token after the longest sound beginning.
/// </summary>
internal static class ExpressionFault
{
    /// <summary>Finds the fault.</summary>
    /// <param name="expression">The faulty expression.</param>
    /// <param name="compiles">Says whether a text is a sound expression.</param>
    /// <param name="completions">Texts that may complete a sound beginning; open brackets are closed after them.</param>
    /// <returns>The position, counted from 1; one past the end when the expression ends too early.</returns>
    public static int Locate(string expression, Predicate<string> compiles, IReadOnlyList<string> completions)
    {
        var ends = ExpressionTokens.EndsOf(expression);

        // Of a sound beginning every beginning is sound, so that bisection finds the longest.
        var (sound, faulty) = (0, ends.Count + 1);
        while (faulty - sound > 1)
        {
            var middle = (sound + faulty) / 2;
            if (IsSound(expression[..ends[middle - 1]], compiles, completions))
            {
                sound = middle;
            }
            else
            {
                faulty = middle;
            }
        }

        return sound == 0 ? 1 : ends[sound - 1] + 1;
    }

    private static bool IsSound(string beginning, Predicate<string> compiles, IReadOnlyList<string> completions)
    {
        var closers = ExpressionTokens.ClosersOf(beginning);
        return completions.Any(completion => compiles(beginning + completion + closers));
    }
}
