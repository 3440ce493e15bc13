using System.Runtime.CompilerServices;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Seeds;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Cli;

/// <summary>
/// The seeds of the arguments, then those of <c>--seeds</c>, opened far enough to know that there is one. The list is
/// streamed: it may be longer than memory.
/// </summary>
internal sealed class SeedInput : ISeedSource, IAsyncDisposable
{
    private const int MaxBadLinesShown = 20;

    private readonly IAsyncEnumerator<Seed> _seeds;
    private readonly Action<string> _say;
    private readonly string _listName;
    private Task<bool> _reading = Task.FromResult(false);
    private long _badLines;

    private SeedInput(IReadOnlyList<CrawlUrl> urls, Stream? list, string listName, Action<string> say)
    {
        _say = say;
        _listName = listName;
        _seeds = Chain(urls, list).GetAsyncEnumerator();
    }

    /// <summary>The first seed; null when there is none.</summary>
    public Seed? First { get; private set; }

    /// <summary>Lines that were no URL, so far.</summary>
    public long BadLines => Interlocked.Read(ref _badLines);

    /// <summary>Opens the seeds.</summary>
    /// <param name="urls">Those of the arguments.</param>
    /// <param name="listPath">The list: a path, <c>-</c> for standard input, or null for none.</param>
    /// <param name="console">Where paths begin and standard input is; told of bad lines.</param>
    /// <param name="cancellationToken">Ends the waiting for standard input.</param>
    /// <returns>The seeds; dispose them.</returns>
    /// <exception cref="BadInputException">The list cannot be read, or there is no seed at all.</exception>
    public static async Task<SeedInput> OpenAsync(
        IReadOnlyList<CrawlUrl> urls, string? listPath, CliConsole console, CancellationToken cancellationToken)
    {
        var name = listPath == "-" ? "standard input" : listPath ?? "";
        var input = new SeedInput(urls, listPath is null ? null : Open(listPath, console), name, console.Say);
        try
        {
            await input.ReadFirstAsync(cancellationToken);
            return input;
        }
        catch
        {
            await input.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Seed> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var seed = First; seed is not null; seed = await ReadNextAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return seed;
        }

        if (BadLines > MaxBadLinesShown)
        {
            _say($"warning: {_listName}: {BadLines} lines in all are no absolute http or https URL.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // A read of standard input cannot be cancelled: one that still waits is left to the end of the process.
        if (_reading.IsCompleted)
        {
            await _seeds.DisposeAsync();
        }
    }

    private static Stream Open(string path, CliConsole console)
    {
        if (path == "-")
        {
            return console.OpenInput();
        }

        var full = Path.GetFullPath(path, console.CurrentDirectory);
        if (Directory.Exists(full))
        {
            throw new BadInputException($"--seeds {path}: this is a directory; name a file with one URL a line.");
        }

        try
        {
            return File.OpenRead(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var reason = error is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : error.Message.TrimEnd('.');
            throw new BadInputException($"--seeds {path}: {reason}; name a file with one URL a line, or - for standard input.");
        }
    }

    private async Task ReadFirstAsync(CancellationToken cancellationToken)
    {
        try
        {
            First = await ReadNextAsync(cancellationToken);
        }
        catch (IOException error)
        {
            throw new BadInputException($"--seeds {_listName}: {error.Message}");
        }

        if (First is null)
        {
            throw new BadInputException($"--seeds {_listName}: it has no absolute http or https URL ({BadLines} bad lines); write one a line.");
        }
    }

    private async Task<Seed?> ReadNextAsync(CancellationToken cancellationToken)
    {
        _reading = _seeds.MoveNextAsync().AsTask();
        return await _reading.WaitAsync(cancellationToken) ? _seeds.Current : null;
    }

    private async IAsyncEnumerable<Seed> Chain(IReadOnlyList<CrawlUrl> urls, Stream? list)
    {
        foreach (var url in urls)
        {
            yield return new Seed(url);
        }

        if (list is null)
        {
            yield break;
        }

        await foreach (var seed in new SeedFile(() => list, ReportBadLine).ReadAsync(CancellationToken.None))
        {
            yield return seed;
        }
    }

    private void ReportBadLine(long number, string text)
    {
        if (Interlocked.Increment(ref _badLines) <= MaxBadLinesShown)
        {
            _say($"warning: {_listName} line {number}: '{text}' is no absolute http or https URL; skipped.");
        }
    }
}
