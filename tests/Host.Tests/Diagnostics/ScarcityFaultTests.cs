using AsyncCrawler.Host.Diagnostics;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Diagnostics;

public sealed class ScarcityFaultTests
{
    private const string Little = "Max address space         4096000000           4096000000           bytes     ";
    private const string Few = "Max processes             30                   30                   processes ";

    private static readonly Exception Wrapped = new TypeInitializationException("Some.Type", new InvalidOperationException("", new DllNotFoundException()));

    [Theory]
    [InlineData(Little, "4096000000 bytes of address space (ulimit -v, LimitAS): raise")]
    [InlineData(Few, "30 threads with all others of its user (ulimit -u, LimitNPROC): raise")]
    public void Of_WhatCameOfALimit_NamesTheLimitAndTheNextStep(string limit, string told) =>
        Assert.Contains(told, ScarcityFault.Of(Wrapped, [limit]), StringComparison.Ordinal);

    [Theory]
    [InlineData("Max address space         unlimited            unlimited            bytes     ")]
    [InlineData("Max processes             127235               127235               processes ")]
    public void Of_ALibraryThatIsMissingWithoutALimit_SaysNothing(string limit) => Assert.Null(ScarcityFault.Of(Wrapped, [limit]));

    /// <summary>A control group with too few processes; its limit is not one of those that a process is told.</summary>
    [Fact]
    public void Of_ThreadsThatWereRefusedWithoutALimit_SendsToTheControlGroup() =>
        Assert.Contains("control group (pids.max", ScarcityFault.Of(new InvalidOperationException("", new TaskSchedulerException()), []), StringComparison.Ordinal);

    [Fact]
    public void Of_AnotherError_SaysNothing() => Assert.Null(ScarcityFault.Of(new IOException("full", new IOException()), [Little, Few]));

    [Fact]
    public async Task Program_ThatIsGivenTooLittleAddressSpace_NamesTheLimitOrDoesItsWork()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a process its limits under /proc.");
        var folder = Directory.CreateTempSubdirectory("asynccrawler-limit-");
        try
        {
            using var program = AsyncCrawlerProcess.StartInShell("ulimit -v 4000000; exec \"$0\" $1", $"crawl http://127.0.0.1:9/ --allow-private -q -o {folder.FullName}/crawl");
            await program.WaitAsync();

            Assert.DoesNotContain("type initializer", program.AllText, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
