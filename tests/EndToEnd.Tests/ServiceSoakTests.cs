using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AsyncCrawler.EndToEnd.Tests;

/// <summary>
/// Promise R9: memory, descriptors and threads of the service do not grow with what it crawls. Set
/// <c>ASYNCCRAWLER_SOAK_URLS=1000000</c> and <c>ASYNCCRAWLER_SOAK_HOSTS=5000</c> for the whole of it; each host is an address of
/// the loopback network, and what was seen is written beside the test's binaries as <c>soak.csv</c>.
/// </summary>
public sealed class ServiceSoakTests : IAsyncLifetime
{
    private const int LinksPerPage = 5;

    private static readonly int Urls = Read("ASYNCCRAWLER_SOAK_URLS", 1_500);
    private static readonly int Hosts = Read("ASYNCCRAWLER_SOAK_HOSTS", 15);
    private static readonly bool IsWhole = Urls >= 100_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-soak-");
    private WebApplication? _site;
    private int _port;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static int PagesPerHost => Urls / Hosts;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            _port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            foreach (var host in Enumerable.Range(0, Hosts))
            {
                server.Listen(AddressOf(host), _port);
            }
        });
        _site = builder.Build();
        _site.Run(AnswerAsync);
        await _site.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await (_site?.DisposeAsync() ?? ValueTask.CompletedTask);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task R09_CrawlOfManyHosts_EndsCompleteAndLeavesTheServiceAsItWas()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a whole network of loopback addresses, and tells a process's size under /proc.");
        using var service = await ServiceProcess.StartAsync(Path.Combine(_folder.FullName, "data"), "-s", "Jobs:MaxSeeds=10000", "-s", $"Jobs:MaxPages={Urls}");
        var id = await service.CreateAsync(new
        {
            seeds = Enumerable.Range(0, Hosts).Select(host => $"http://{AddressOf(host)}:{_port}/p/0"),
            options = new { delay = 0, perHost = 2, concurrency = 32, maxPages = Urls, maxDepth = 0, images = false },
        });
        List<(long Pages, double Resident, double Descriptors, double Threads)> samples = [];
        var end = await service.WaitForAsync(id, crawl =>
        {
            samples.Add(Sample(service, crawl.GetProperty("progress").GetProperty("pages").GetInt64()));
            return crawl.GetProperty("state").GetString() == "finished";
        });

        await File.WriteAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "soak.csv"),
            samples.Select(sample => string.Create(CultureInfo.InvariantCulture, $"{sample.Pages},{sample.Resident / 1_048_576:F1},{sample.Descriptors},{sample.Threads}")).Prepend("pages,residentMiB,descriptors,threads"),
            Token);
        Assert.Equal((long)PagesPerHost * Hosts, end.GetProperty("progress").GetProperty("pages").GetInt64());
        Assert.Equal(0, end.GetProperty("progress").GetProperty("failed").GetInt64());
        if (IsWhole)
        {
            // Warm after a quarter: every host was met by then.
            AssertFlat(samples, sample => sample.Resident, slack: 96 * 1_048_576);
            AssertFlat(samples, sample => sample.Descriptors, slack: 64);
            AssertFlat(samples, sample => sample.Threads, slack: 16);
        }
    }

    private static void AssertFlat(List<(long Pages, double Resident, double Descriptors, double Threads)> samples, Func<(long Pages, double Resident, double Descriptors, double Threads), double> value, double slack)
    {
        var early = samples.Where(sample => sample.Pages > Urls / 4 && sample.Pages <= Urls / 2).Average(value);
        var late = samples.Where(sample => sample.Pages > Urls * 3L / 4).Average(value);
        Assert.True(late <= (early * 1.1) + slack, $"It grew from {early} to {late}.");
    }

    // 127.1.0.0 and the addresses after it.
    private static IPAddress AddressOf(int host) => new([127, (byte)(1 + (host / 65_536)), (byte)(host / 256 % 256), (byte)(host % 256)]);

    private static (long Pages, double Resident, double Descriptors, double Threads) Sample(ServiceProcess service, long pages)
    {
        var folder = $"/proc/{service.Id}";
        var status = File.ReadLines($"{folder}/status").ToList();
        return (pages, Number("VmRSS:") * 1024, Directory.EnumerateFileSystemEntries($"{folder}/fd").Count(), Number("Threads:"));

        double Number(string key) => double.Parse(string.Concat(status.First(line => line.StartsWith(key, StringComparison.Ordinal)).Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
    }

    private static int Read(string variable, int usual) => int.Parse(Environment.GetEnvironmentVariable(variable) ?? $"{usual}", CultureInfo.InvariantCulture);

    private static Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith("/p/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var page = int.Parse(path["/p/".Length..], CultureInfo.InvariantCulture);
        var next = Enumerable.Range(page * LinksPerPage + 1, LinksPerPage).Where(link => link < PagesPerHost).Select(link => $"<a href=/p/{link}>{link}</a>");
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync($"<title>page {page}</title>{string.Concat(next)}");
    }
}
