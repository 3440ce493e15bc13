using AsyncCrawler.Host.Progress;
using AsyncCrawler.Host.Tests.Cli.Progress;
using AsyncCrawler.Hosting;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Host.Tests.Progress;

public sealed class ProgressMeterTests
{
    private readonly ManualTimeProvider _time = new();
    private CrawlProgress _progress = Reports.Progress();

    [Fact]
    public void Read_AtOnce_ShowsNoSpeedYet()
    {
        var report = new ProgressMeter(() => _progress, _time).Read();

        Assert.Equal((0, 0), (report.PagesPerSecond, report.ImagesPerSecond));
    }

    [Fact]
    public void Read_AfterSomeTime_DividesWhatCameByIt()
    {
        var meter = new ProgressMeter(() => _progress, _time);
        _time.Advance(TimeSpan.FromSeconds(4));
        _progress = Reports.Progress(pages: 100, images: 20);

        var report = meter.Read();

        Assert.Equal((25, 5), (report.PagesPerSecond, report.ImagesPerSecond));
        Assert.Same(_progress, report.Progress);
    }

    [Fact]
    public void Read_AfterALongTime_ForgetsWhatWasBeforeTheWindow()
    {
        var meter = new ProgressMeter(() => _progress, _time);
        _progress = Reports.Progress(pages: 1000);
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            meter.Read();
        }

        Assert.Equal(0, meter.Read().PagesPerSecond);
    }

    [Fact]
    public void Read_WhenAskedSeldom_StillSpansTheLastInterval()
    {
        var meter = new ProgressMeter(() => _progress, _time);
        _time.Advance(TimeSpan.FromSeconds(60));
        meter.Read();
        _progress = Reports.Progress(pages: 300);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(10, meter.Read().PagesPerSecond);
    }
}
