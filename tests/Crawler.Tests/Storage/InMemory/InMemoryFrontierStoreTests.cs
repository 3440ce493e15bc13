using AsyncCrawler.Frontier;
using AsyncCrawler.Storage.InMemory;

namespace AsyncCrawler.Tests.Storage.InMemory;

public sealed class InMemoryFrontierStoreTests : FrontierStoreContract
{
    protected override ValueTask<IFrontierStore> OpenAsync() => new(new InMemoryFrontierStore());
}
