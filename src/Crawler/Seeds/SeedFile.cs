using System.Runtime.CompilerServices;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Seeds;

/// <summary>
/// A seed list: one URL a line, UTF-8 with or without a byte order mark, any line ends; blank lines and lines that begin
/// with <c>#</c> are skipped. Streamed, so a list may be longer than memory. Bad lines are counted and reported, and cost only themselves.
/// </summary>
/// <param name="open">Opens the list for reading; called once per reading.</param>
/// <param name="reportBadLine">Told of a line that is no absolute http or https URL: its number, from 1, and its beginning.</param>
public sealed class SeedFile(Func<Stream> open, Action<long, string> reportBadLine) : ISeedSource
{
    // A URL may have 2,083 characters; what is much longer is no seed list, and must not fill the memory.
    private const int MaxLineLength = 64 * 1024;
    private const int ShownLength = 120;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Seed> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(open());
        var lines = new CappedLineReader(reader, MaxLineLength);
        while (await lines.ReadAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            var text = line.Trim();
            if (text.Length == 0 || text[0] == '#')
            {
                continue;
            }

            if (CrawlUrl.TryParse(text, out var url))
            {
                yield return new Seed(url);
            }
            else
            {
                reportBadLine(lines.LineNumber, text.Length > ShownLength ? text[..ShownLength] : text);
            }
        }
    }
}
