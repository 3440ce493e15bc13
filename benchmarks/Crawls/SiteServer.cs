using System.Globalization;
using AsyncCrawler.MockSite;

namespace AsyncCrawler.Benchmarks.Crawls;

/// <summary>The mock site in a process of its own, so that its processor time is nobody's, and its count of requests. It ends when its standard input does.</summary>
internal sealed class SiteServer : IDisposable
{
    /// <summary>The argument that makes this program the server.</summary>
    public const string Verb = "site-server";

    private readonly ServerProcess _process;

    private SiteServer(ServerProcess process, int pages)
    {
        _process = process;
        Pages = pages;
        Address = new Uri(process.ReadLine());
    }

    /// <summary>Pages of the site.</summary>
    public int Pages { get; }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="pages">Pages of the site.</param>
    public static SiteServer Start(int pages) => new(ServerProcess.Start(Verb, pages), pages);

    /// <summary>Is the server: answers each line on standard input with the number of requests so far, until it ends.</summary>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        var options = new MockSiteOptions { Pages = int.Parse(arguments[0], CultureInfo.InvariantCulture), Mappings = null };
        await using var site = await MockSiteServer.StartAsync(options, CancellationToken.None);
        Console.WriteLine(site.BaseAddress);
        while (await Console.In.ReadLineAsync() is not null)
        {
            Console.WriteLine(site.TotalRequests.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Requests that it has received so far.</summary>
    public long CountRequests() => long.Parse(_process.Ask(), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();
}
