using AsyncCrawler.Host.Jobs;
using AsyncCrawler.Host.Storage;
using AsyncCrawler.Host.Tests.Jobs;
using Microsoft.Data.Sqlite;

namespace AsyncCrawler.Host.Tests.Storage;

public sealed class SqliteJobStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asynccrawler-job-store-");

    private string File => Path.Combine(_folder.FullName, "service.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task F07_Open_OfAFileOfTheFirstVersion_KeepsItsJobsAndAddsWhatIsNew()
    {
        var job = new JobRecord { Id = JobId.Create(), Spec = JobScene.Spec("kept") with { Webhook = new JobWebhook("http://hook.test/", "secret") }, Status = JobStatus.New, CreatedAt = DateTimeOffset.UnixEpoch };
        using (var store = SqliteJobStore.Open(File))
        {
            await store.AddAsync(job, null, Token);
        }

        Run("DROP TABLE webhook; PRAGMA user_version = 1");

        using var opened = SqliteJobStore.Open(File);
        await opened.KeepAsync(new WebhookDelivery(7, job.Id, JobState.Running, new JobWebhook("http://hook.test/", "secret"), "{}"u8.ToArray()));

        Assert.Equal("kept", (await opened.FindAsync(job.Id, Token))?.Spec.Name);
        Assert.Equal((7, JobState.Running), Assert.Single((await opened.ListAsync(Token)).Select(delivery => (delivery.Number, delivery.State))));
    }

    [Fact]
    public void F07_Open_OfANewerFile_RefusesWithTheVersions()
    {
        SqliteJobStore.Open(File).Dispose();
        Run("PRAGMA user_version = 99");

        var error = Assert.Throws<JobStoreException>(() => SqliteJobStore.Open(File));

        Assert.Contains("version 99, this build knows 2", error.Message, StringComparison.Ordinal);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
