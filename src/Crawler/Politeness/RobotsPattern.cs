namespace AsyncCrawler.Politeness;

/// <summary>
/// A path pattern (RFC 9309 §2.2.3): a prefix in which <c>*</c> stands for any octets, and a last <c>$</c> for the end.
/// It is matched by looking for its literal pieces from left to right, each as early as possible: nothing is tried twice, so
/// no pattern is slow.
/// </summary>
internal sealed class RobotsPattern
{
    private readonly string[] _pieces;
    private readonly bool _isAnchored;

    /// <summary>Takes a pattern apart.</summary>
    /// <param name="text">As <see cref="RobotsPathText"/> writes it.</param>
    public RobotsPattern(string text)
    {
        Octets = text.Length;
        _isAnchored = text.EndsWith('$');
        _pieces = [.. (_isAnchored ? text[..^1] : text).Split('*').Select(Literal)];
    }

    /// <summary>How specific it is: its length in octets, special characters included (RFC 9309 §2.2.2).</summary>
    public int Octets { get; }

    /// <summary>A path as the pattern compares it: what is special in a pattern stands for itself in a path, plain or as a triplet.</summary>
    /// <param name="path">As <see cref="RobotsPathText"/> writes it.</param>
    public static string Literal(string path) =>
        path.Contains('%', StringComparison.Ordinal) ? path.Replace("%2A", "*", StringComparison.Ordinal).Replace("%24", "$", StringComparison.Ordinal) : path;

    /// <summary>Matches a path from its begin.</summary>
    /// <param name="path">A <see cref="Literal"/> path.</param>
    public bool IsMatch(ReadOnlySpan<char> path)
    {
        if (!path.StartsWith(_pieces[0], StringComparison.Ordinal))
        {
            return false;
        }

        var rest = path[_pieces[0].Length..];
        for (var i = 1; i < _pieces.Length - 1; i++)
        {
            var at = rest.IndexOf(_pieces[i], StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + _pieces[i].Length)..];
        }

        return EndsWell(rest);
    }

    private bool EndsWell(ReadOnlySpan<char> rest)
    {
        if (_pieces.Length == 1)
        {
            return !_isAnchored || rest.IsEmpty;
        }

        return _isAnchored
            ? rest.EndsWith(_pieces[^1], StringComparison.Ordinal)
            : rest.Contains(_pieces[^1], StringComparison.Ordinal);
    }
}
