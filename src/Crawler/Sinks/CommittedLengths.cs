using System.Globalization;

namespace AsyncCrawler.Sinks;

/// <summary>How long each output was at the last commit: what lies behind that was never acknowledged, and will be written again.</summary>
/// <param name="notes">The notes of the commits.</param>
/// <param name="reportLoss">Told of a file that is shorter than was committed: its path, and how many bytes are gone.</param>
internal sealed class CommittedLengths(IReadOnlyDictionary<string, string> notes, Action<string, long> reportLoss)
{
    private const string Prefix = "file:";

    /// <summary>Notes how long a file is, under its name.</summary>
    public static void Note(IDictionary<string, string> notes, RecordFile file) =>
        notes[Prefix + Path.GetFileName(file.Path)] = file.Length.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a file is to be cut off: at what was committed, or after its last whole record when nothing is known of it.</summary>
    public static Func<Stream, long> Limit(CommittedLengths? committed, string path, Func<Stream, long> findEnd) =>
        stream => committed?.LimitOf(stream, path, findEnd) ?? findEnd(stream);

    private long LimitOf(Stream stream, string path, Func<Stream, long> findEnd)
    {
        var length = notes.TryGetValue(Prefix + Path.GetFileName(path), out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
        if (stream.Length >= length)
        {
            return length;
        }

        // Only a loss of power, or a hand, can do this: records are handed to the system before they are committed.
        var end = findEnd(stream);
        reportLoss(path, length - end);
        return end;
    }
}
