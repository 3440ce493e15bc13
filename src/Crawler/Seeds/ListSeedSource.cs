using System.Runtime.CompilerServices;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Seeds;

/// <summary>Seeds that are already in memory.</summary>
/// <param name="urls">The URLs in their order.</param>
public sealed class ListSeedSource(IEnumerable<CrawlUrl> urls) : ISeedSource
{
    /// <summary>Parses texts to seeds.</summary>
    /// <param name="texts">Absolute http or https URLs.</param>
    /// <returns>The source.</returns>
    /// <exception cref="ArgumentException">One of the texts is no such URL; the message names it.</exception>
    public static ListSeedSource Parse(IEnumerable<string> texts)
    {
        var urls = texts.Select(text => CrawlUrl.TryParse(text, out var url)
            ? url
            : throw new ArgumentException($"'{text}' is no absolute http or https URL: write for example https://example.com/.", nameof(texts)));
        return new ListSeedSource([.. urls]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Seed> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var url in urls)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new Seed(url);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
