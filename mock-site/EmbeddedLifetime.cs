using Microsoft.Extensions.Hosting;

namespace AsyncCrawler.MockSite;

/// <summary>
/// Leaves Ctrl-C and SIGTERM to the program that embeds the server: the default lifetime would swallow the signal and stop
/// only the mock site.
/// </summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
