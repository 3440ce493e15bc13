using AsyncCrawler.Host.Operation;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Operation;

public sealed class DescriptorLimitTests
{
    [Theory]
    [InlineData("Max open files            64                   64                   files     ", true)]
    [InlineData("Max open files            399                  524288               files     ", true)]
    [InlineData("Max open files            400                  524288               files     ", false)]
    [InlineData("Max open files            unlimited            unlimited            files     ", false)]
    [InlineData("Max processes             64                   64                   processes ", false)]
    public void FindFault_OfALimit_IsThereWhenItIsTooLow(string line, bool isTooLow) =>
        Assert.Equal(isTooLow, DescriptorLimit.FindFault(["Limit                     Soft Limit           Hard Limit           Units     ", line]) is not null);

    [Theory]
    [InlineData("400", 25)]
    [InlineData("1024", 337)]
    [InlineData("524288", 2_000)]
    [InlineData("unlimited", 2_000)]
    [InlineData("64", 1)]
    public void Q05_ConnectionsOfCallers_ByALimit_LeaveTheServiceAndItsCrawlsTheirOwn(string limit, int connections) =>
        Assert.Equal(connections, DescriptorLimit.ConnectionsOfCallers([$"Max open files            {limit,-20} 524288               files     "]));

    [Theory]
    [InlineData("crawl http://site.test/")]
    [InlineData("serve")]
    public async Task Q05_ProgramWith64Descriptors_NamesTheLimitAndTheNextStep(string arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a process its limits under /proc.");
        using var program = AsyncCrawlerProcess.StartInShell("ulimit -n 64; exec \"$0\" $1", arguments);

        Assert.True(await program.WaitAsync() == 2, program.AllText);
        Assert.Equal("asynccrawler: This process may open 64 files, and needs at least 400: raise the limit (ulimit -n 4096, or LimitNOFILE=4096 in its unit).", Assert.Single(program.Errors));
    }
}
