using AsyncCrawler.Contracts;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;

namespace AsyncCrawler.Host.Cli;

/// <summary>A page on the disk, or on standard input.</summary>
internal static class PageFile
{
    // One byte more than is read of a page shows that there was more.
    private static readonly int MaxBytes = new DocumentLimits().MaxInputBytes + 1;

    /// <summary>Reads a page, no further than a crawl would.</summary>
    /// <param name="name">The file's name; - is standard input.</param>
    /// <param name="console">The world outside.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string name, CliConsole console, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = name == "-" ? console.OpenInput() : File.OpenRead(Path.GetFullPath(name, console.CurrentDirectory));
            using var bytes = new MemoryStream();
            var block = new byte[64 * 1024];
            while (bytes.Length < MaxBytes && await stream.ReadAsync(block, cancellationToken) is > 0 and var read)
            {
                bytes.Write(block, 0, Math.Min(read, MaxBytes - (int)bytes.Length));
            }

            return bytes.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BadInputException($"'{TerminalText.Escape(name)}' cannot be read: {error.Message} Name a URL or a readable file.");
        }
    }
}
