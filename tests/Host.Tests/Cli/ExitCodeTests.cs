using AsyncCrawler.Host.Cli;
using AsyncCrawler.Host.Settings;
using AsyncCrawler.Parsing;
using AsyncCrawler.Results;
using AsyncCrawler.Sinks;
using Microsoft.Extensions.Options;

namespace AsyncCrawler.Host.Tests.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(CrawlSummaryState.Complete, StopCause.None, 0, 0)]
    [InlineData(CrawlSummaryState.Complete, StopCause.None, 2, 1)]
    [InlineData(CrawlSummaryState.Complete, StopCause.Signal, 0, 0)]
    [InlineData(CrawlSummaryState.Interrupted, StopCause.None, 0, 130)]
    [InlineData(CrawlSummaryState.Interrupted, StopCause.Signal, 1, 130)]
    [InlineData(CrawlSummaryState.Interrupted, StopCause.OutputClosed, 0, 130)]
    [InlineData(CrawlSummaryState.Interrupted, StopCause.TimeLimit, 0, 0)]
    [InlineData(CrawlSummaryState.Interrupted, StopCause.TimeLimit, 1, 1)]
    [InlineData(CrawlSummaryState.Failed, StopCause.None, 0, 3)]
    internal void Of_ASummary_IsAsDocumented(CrawlSummaryState state, StopCause cause, long seedFailures, int expected) =>
        Assert.Equal(expected, ExitCode.Of(Summaries.Of(state, Summaries.Totals(seedFailures: seedFailures)), cause));

    [Fact]
    public void Of_AnException_IsAsDocumented()
    {
        Assert.Equal(2, ExitCode.Of(new BadInputException("fault")));
        Assert.Equal(2, ExitCode.Of(new OptionsValidationException("", typeof(object), ["fault"])));
        Assert.Equal(2, ExitCode.Of(new CrawlDirectoryException("fault")));
        Assert.Equal(3, ExitCode.Of(new SinkUnavailableException("pages", "pages.jsonl", new IOException("full"))));
        Assert.Equal(3, ExitCode.Of(new IOException("full")));
        Assert.Equal(4, ExitCode.Of(new ParserUnavailableException("missing")));
        Assert.Equal(130, ExitCode.Of(new OperationCanceledException()));
    }
}
