using System.Runtime.Versioning;
using System.Text.Json;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Sinks;

public sealed class CrawlDirectoryTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ManualTimeProvider _time = new();

    private string Target => _folder.File("out", "crawl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CreateNew_MakesTheDirectoryForItsOwnerOnly()
    {
        using var directory = CrawlDirectory.CreateNew(Target, _time);

        Assert.Equal(Target, directory.Path);
        Assert.Equal(Path.Combine(Target, "pages.jsonl"), directory.PagesJsonLinesFile);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Target));
        }
    }

    [Fact]
    public void CreateNew_OnAnEmptyDirectory_TakesIt()
    {
        Directory.CreateDirectory(Target);

        CrawlDirectory.CreateNew(Target, _time).Dispose();
        CrawlDirectory.CreateNew(Target, _time).Dispose();

        Assert.Equal(["crawl.lock"], Directory.GetFileSystemEntries(Target).Select(Path.GetFileName));
    }

    [Fact]
    public void CreateNew_OnADirectoryWithFiles_NamesItAndLeavesNothingBehind()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "precious.txt"), "keep");

        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(Target, _time));

        Assert.StartsWith($"{Target} is not empty: ", error.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Target));
    }

    [Fact]
    public void CreateNew_OnAFile_NamesIt()
    {
        File.WriteAllText(_folder.File("file"), "keep");

        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(_folder.File("file"), _time));

        Assert.Equal($"{_folder.File("file")} is a file: name a directory.", error.Message);
    }

    [Fact]
    public void CreateNew_BelowAFile_NamesItAndTheCause()
    {
        File.WriteAllText(_folder.File("file"), "keep");

        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(_folder.File("file", "below"), _time));

        Assert.StartsWith($"{_folder.File("file", "below")} cannot be made: ", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.InnerException);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void CreateNew_WhereNothingCanBeWritten_SaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Permissions do not bind this user.");
        Directory.CreateDirectory(Target, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(Target, _time));

        Assert.StartsWith($"{Target} cannot be written to: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_WhileHeld_RefusesTheSecondAndNamesTheOwner()
    {
        using var first = CrawlDirectory.CreateNew(Target, _time);
        await first.WriteAtomicAsync("crawl.json", "{}"u8.ToArray(), CancellationToken.None);

        var create = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(Target, _time));
        var open = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.OpenExisting(Target, _time));

        var expected = $"{Target} is in use by process {Environment.ProcessId} on {Environment.MachineName} since 2026-01-31 12:00:00Z: ";
        Assert.StartsWith(expected, create.Message, StringComparison.Ordinal);
        Assert.StartsWith(expected, open.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_OfAnOwnerThatHasNotSaidItsNameYet_IsToldAsSuch()
    {
        CrawlDirectory.CreateNew(Target, _time).Dispose();
        using var unnamed = new FileStream(Path.Combine(Target, "crawl.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(Target, _time));

        Assert.Equal($"{Target} is in use by a process that has just begun, or is about to end: try again, or name another directory.", error.Message);
    }

    [Fact]
    public async Task Lock_WhenReleased_IsEmptyAndFree()
    {
        using (var first = CrawlDirectory.CreateNew(Target, _time))
        {
            await first.WriteAtomicAsync("crawl.json", "{}"u8.ToArray(), CancellationToken.None);
        }

        Assert.Empty(await File.ReadAllBytesAsync(Path.Combine(Target, "crawl.lock")));
        CrawlDirectory.OpenExisting(Target, _time).Dispose();
    }

    [Theory]
    [InlineData("""{"pid":1,"host":"gone","startedAt":"2020-01-01T00:00:00+00:00"}""")]
    [InlineData("torn {")]
    public void Lock_OfAnOwnerThatIsGone_IsTakenOver(string left)
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "crawl.lock"), left);

        using var directory = CrawlDirectory.CreateNew(Target, _time);

        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.CreateNew(Target, _time));
        Assert.Contains($"process {Environment.ProcessId} ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenExisting_WithoutACrawl_SaysSo()
    {
        var error = Assert.Throws<CrawlDirectoryException>(() => CrawlDirectory.OpenExisting(_folder.Path, _time));

        Assert.StartsWith($"{_folder.Path} holds no crawl ", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task WriteAtomic_ReplacesTheFileAndLeavesNoOther()
    {
        using var directory = CrawlDirectory.CreateNew(Target, _time);
        await directory.WriteAtomicAsync("x.json", "long old content"u8.ToArray(), CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(Target, ".x.json.tmp"), "left by a process that was killed");

        await directory.WriteAtomicAsync("x.json", "new"u8.ToArray(), CancellationToken.None);

        Assert.Equal("new", await File.ReadAllTextAsync(Path.Combine(Target, "x.json")));
        Assert.Equal(["crawl.lock", "x.json"], Directory.GetFileSystemEntries(Target).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task S17_WriteAtomic_OnASymbolicLink_ReplacesTheLink()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        using var directory = CrawlDirectory.CreateNew(Target, _time);
        await File.WriteAllTextAsync(_folder.File("victim"), "keep");
        File.CreateSymbolicLink(Path.Combine(Target, "x.json"), _folder.File("victim"));
        File.CreateSymbolicLink(Path.Combine(Target, ".x.json.tmp"), _folder.File("victim"));

        await directory.WriteAtomicAsync("x.json", "new"u8.ToArray(), CancellationToken.None);

        Assert.Equal("keep", await File.ReadAllTextAsync(_folder.File("victim")));
        Assert.Null(new FileInfo(Path.Combine(Target, "x.json")).LinkTarget);
    }

    [Fact]
    public async Task WriteAtomic_WhenTheNameCannotBeTaken_LeavesNoTemporaryFile()
    {
        using var directory = CrawlDirectory.CreateNew(Target, _time);
        Directory.CreateDirectory(Path.Combine(Target, "x.json", "full"));

        await Assert.ThrowsAnyAsync<SystemException>(() => directory.WriteAtomicAsync("x.json", "new"u8.ToArray(), CancellationToken.None));

        Assert.False(File.Exists(Path.Combine(Target, ".x.json.tmp")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\0b")]
    [InlineData("naïve")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task S17_WriteAtomic_UnderANameThatIsNotPlain_IsRefused(string name)
    {
        using var directory = CrawlDirectory.CreateNew(Target, _time);

        await Assert.ThrowsAsync<ArgumentException>(() => directory.WriteAtomicAsync(name, default, CancellationToken.None));
    }

    [Fact]
    public async Task Manifest_HasItsKeysInOrderAndTheOptionsAsTheyWereGiven()
    {
        using var directory = CrawlDirectory.CreateNew(Target, _time);
        using var options = JsonDocument.Parse("""{"Seeds":["http://site.test/?a=1&b='2'"],"MaxPages":10}""");

        await directory.WriteManifestAsync(
            new CrawlManifest
            {
                Version = "0.1.0",
                State = CrawlSummaryState.Interrupted,
                Reason = "stopped by the user",
                StartedAt = ManualTimeProvider.DefaultStart,
                FinishedAt = ManualTimeProvider.DefaultStart.AddSeconds(2),
                Seeds = ["http://site.test/"],
                SeedList = "-",
                Options = options.RootElement,
            },
            CancellationToken.None);

        Assert.Equal(
            """
            {
              "version": "0.1.0",
              "state": "interrupted",
              "reason": "stopped by the user",
              "startedAt": "2026-01-31T12:00:00+00:00",
              "finishedAt": "2026-01-31T12:00:02+00:00",
              "seeds": [
                "http://site.test/"
              ],
              "seedList": "-",
              "options": {
                "Seeds": [
                  "http://site.test/?a=1&b='2'"
                ],
                "MaxPages": 10
              }
            }
            """,
            await File.ReadAllTextAsync(directory.ManifestFile),
            ignoreLineEndingDifferences: true);
    }
}
