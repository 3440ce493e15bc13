using System.Reflection;
using AsyncCrawler.Host.Api;
using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Api;

/// <summary>docs/operations.md names everything of the service that an operator may meet.</summary>
public sealed class OperationsDocumentTests(PlainService plain) : IClassFixture<PlainService>
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "operations.md"));

    [Fact]
    public void Options_OfTheService_AreNamed() =>
        Assert.DoesNotContain(new SettingCatalogue(static () => new ServeOptions()).Names, name => !Document.Contains($"`{name}`", StringComparison.Ordinal));

    [Fact]
    public void Events_OfTheServicesLog_AreNamed()
    {
        var ids = typeof(EventIds).GetNestedTypes(BindingFlags.NonPublic)
            .SelectMany(room => room.GetFields(BindingFlags.Public | BindingFlags.Static)).Select(field => $"{field.GetRawConstantValue()}");

        Assert.DoesNotContain(ids, id => !Document.Contains(id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_OfTheService_AreNamed()
    {
        var service = plain.Scene;

        var text = await service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        var names = text.Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => !Document.Contains(name, StringComparison.Ordinal));
    }
}
