using System.Text.Json;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>What a broken disk, or a foreign hand, leaves of a crawl's files is told as far as it goes.</summary>
public sealed class DamagedFilesTests() : ServiceWithSite(DamagedFilesTests.Pages)
{
    private const int Pages = 12;
    private const string EventDamaged = "\"id\":12001";

    [Theory]
    [InlineData("""{"id":"00000000000000000000000000000007","url":"http://a.te""")]
    [InlineData("no JSON")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task Records_WithADamagedLine_AreReadAllTheSameAndToldOnce(string damage)
    {
        var (id, folder) = await CrawlAsync();
        var path = Path.Combine(folder, "pages.jsonl");
        var lines = await File.ReadAllLinesAsync(path, Token);
        await File.WriteAllTextAsync(path, string.Concat(lines.Take(1).Append(damage).Concat(lines.Skip(1)).Select(line => line + "\n")), Token);

        var (_, list) = await Service.GetAsync($"/api/v1/crawls/{id}/pages?limit=500");
        var (_, again) = await Service.GetAsync($"/api/v1/crawls/{id}/pages?limit=500&text=zzz");
        var last = JsonElement.Parse(lines[^1]).GetProperty("id").GetString();

        Assert.Equal((lines.Length, 1), (list.GetProperty("items").GetArrayLength(), list.GetProperty("skipped").GetInt32()));
        Assert.Equal((0, 1), (again.GetProperty("items").GetArrayLength(), again.GetProperty("skipped").GetInt32()));
        Assert.Equal(200, (await Service.GetAsync($"/api/v1/crawls/{id}/pages/{last}")).Status);
        Assert.Equal(404, (await Service.GetAsync($"/api/v1/crawls/{id}/pages/{7:x32}")).Status);
        Assert.Equal(200, (await Service.GetAsync($"/api/v1/crawls/{id}/errors")).Status);
        var export = await Service.Client.GetStringAsync(new Uri($"/api/v1/crawls/{id}/export", UriKind.Relative), Token);
        Assert.Equal(await File.ReadAllTextAsync(path, Token), export);
        Assert.Equal(2, Service.Log.Split(EventDamaged).Length);
    }

    [Theory]
    [InlineData("media.jsonl", "media")]
    [InlineData("summary.json", "summary")]
    [InlineData("summary.json", "hosts")]
    [InlineData("crawl.json", "explain?url=http://a.test/")]
    public async Task Routes_OfAFileThatIsNulBytes_DoNotFailInside(string file, string route)
    {
        var (id, folder) = await CrawlAsync();
        await File.WriteAllBytesAsync(Path.Combine(folder, file), new byte[4096], Token);

        var (status, answer) = await Service.GetAsync($"/api/v1/crawls/{id}/{route}");

        Assert.True(status is 200 or 404 or 503, $"{status}: {answer}");
    }

    private async Task<(string Id, string Folder)> CrawlAsync()
    {
        var id = await Service.CreateAsync(new { seeds = new[] { Seed, Seed + "absent" }, options = new { delay = 0, perHost = 4 } });
        await Service.WaitAsync(id, "finished");
        return (id, Path.Combine(Service.Data, "crawls", id));
    }
}
