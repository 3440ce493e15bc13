using System.Text;
using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Urls;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class SeedInputTests
{
    private readonly StringConsole _console = new("http://in.test/1\nnot a url\r\n# comment\n\nhttp://in.test/2");

    [Fact]
    public async Task ReadAsync_OfArgumentsAndAList_GivesTheArgumentsFirst()
    {
        await using var seeds = await SeedInput.OpenAsync([Url("http://arg.test/")], "-", _console.Console, TestContext.Current.CancellationToken);

        Assert.Equal(["http://arg.test/", "http://in.test/1", "http://in.test/2"], await ReadAsync(seeds));
        Assert.Equal("http://arg.test/", seeds.First?.Url.Text);
    }

    [Fact]
    public async Task ReadAsync_OfABadLine_WarnsWithItsNumberAndGoesOn()
    {
        await using var seeds = await SeedInput.OpenAsync([], "-", _console.Console, TestContext.Current.CancellationToken);

        Assert.Equal(["http://in.test/1", "http://in.test/2"], await ReadAsync(seeds));
        Assert.Equal(1, seeds.BadLines);
        Assert.Equal("warning: standard input line 2: 'not a url' is no absolute http or https URL; skipped.", Assert.Single(_console.ErrorLines));
    }

    [Fact]
    public async Task ReadAsync_OfManyBadLines_ShowsTwentyAndTheirNumber()
    {
        var console = new StringConsole("http://in.test/\n" + string.Concat(Enumerable.Repeat("bad\n", 100)));
        await using var seeds = await SeedInput.OpenAsync([], "-", console.Console, TestContext.Current.CancellationToken);

        await ReadAsync(seeds);

        Assert.Equal(21, console.ErrorLines.Length);
        Assert.Contains("100 lines in all", console.ErrorLines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_OfAListWithoutAGoodLine_IsBadInput()
    {
        var error = await Assert.ThrowsAsync<BadInputException>(() =>
            SeedInput.OpenAsync([], "-", new StringConsole("bad\nworse\n").Console, TestContext.Current.CancellationToken));

        Assert.Contains("2 bad lines", Assert.Single(error.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_OfARelativePath_BeginsAtTheCurrentDirectory()
    {
        var name = $"seeds-{Guid.NewGuid():n}.txt";
        var path = Path.Combine(_console.Console.CurrentDirectory, name);
        await File.WriteAllTextAsync(path, "http://file.test/\n", Encoding.UTF8, TestContext.Current.CancellationToken);
        try
        {
            await using var seeds = await SeedInput.OpenAsync([], name, _console.Console, TestContext.Current.CancellationToken);

            Assert.Equal(["http://file.test/"], await ReadAsync(seeds));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task OpenAsync_OfAnInputThatNeverComes_EndsWithItsToken()
    {
        var never = new TaskCompletionSource();
        var console = _console.Console with { OpenInput = () => new WaitingStream(never.Task) };
        using var stop = new CancellationTokenSource();
        var opening = SeedInput.OpenAsync([], "-", console, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        never.SetResult();
    }

    private static async Task<List<string>> ReadAsync(SeedInput seeds)
    {
        var texts = new List<string>();
        await foreach (var seed in seeds.ReadAsync(TestContext.Current.CancellationToken))
        {
            texts.Add(seed.Url.Text);
        }

        return texts;
    }

    private static CrawlUrl Url(string text) => CrawlUrl.TryParse(text, out var url) ? url : throw new ArgumentException(text);

    private sealed class WaitingStream(Task until) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await until;
            return 0;
        }
    }
}
