namespace AsyncCrawler.Host.Tests.Api;

/// <summary>A service without tokens, for all tests of a class: to start one takes longer than most tests.</summary>
public sealed class PlainService : IAsyncLifetime
{
    private ServiceScene? _scene;

    internal ServiceScene Scene => _scene ?? throw new InvalidOperationException("The service is not up.");

    public async ValueTask InitializeAsync() => _scene = await ServiceScene.StartAsync();

    public async ValueTask DisposeAsync() => await Scene.DisposeAsync();
}
