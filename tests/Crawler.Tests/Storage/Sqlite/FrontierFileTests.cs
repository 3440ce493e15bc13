using AsyncCrawler.Frontier;
using AsyncCrawler.Storage.Sqlite;
using AsyncCrawler.Tests.Sinks;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Storage.Sqlite;

public sealed class FrontierFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    // What a URI would take for something else is in the name.
    private string Path => _folder.File("50%20? #;", "frontier.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_WhereNothingCanBeWrittenBesideIt_Reads()
    {
        await WriteFrontierAsync();
        KeepTheIndexOfTheLogFromBeingMade();

        using var file = FrontierFile.Open(Path);

        Assert.True(file.Find(Url("http://a.test/seed"))?.IsOpen);
    }

    [Fact]
    public async Task Open_WhereNothingCanBeWrittenBesideItsLog_NamesTheNextStep()
    {
        await WriteFrontierAsync();
        await File.WriteAllBytesAsync($"{Path}-wal", new byte[64], TestContext.Current.CancellationToken);
        KeepTheIndexOfTheLogFromBeingMade();

        var error = Assert.Throws<FrontierStoreException>(() => FrontierFile.Open(Path));

        Assert.Contains("frontier.db-wal holds its last changes: copy the directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhatIsNotThere_SaysSo()
    {
        var error = Assert.Throws<FrontierStoreException>(() => FrontierFile.Open(Path));

        Assert.Contains("frontier.db cannot be opened", error.Message, StringComparison.Ordinal);
    }

    private async Task WriteFrontierAsync()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path) ?? "");
        IFrontierStore store = await SqliteFrontierStore.OpenAsync(Path, TestContext.Current.CancellationToken);
        await using var closing = store;
        await store.AddNewAsync([Page("http://a.test/seed")], TestContext.Current.CancellationToken);
    }

    // As a mount that is only for reading does, and unlike permissions also for root.
    private void KeepTheIndexOfTheLogFromBeingMade() => File.CreateSymbolicLink($"{Path}-shm", _folder.File("nowhere", "index"));
}
