using AsyncCrawler.Host.Progress;

namespace AsyncCrawler.Host.Cli.Progress;

/// <summary>A JSON line every second.</summary>
/// <param name="output">Where they go.</param>
/// <param name="time">The clock.</param>
/// <param name="onOutputLost">Told, once, when they can go nowhere any more.</param>
internal sealed class ProgressJson(JsonOutput output, TimeProvider time, Action<IOException> onOutputLost) : IProgressView
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task ShowAsync(ProgressMeter meter, CancellationToken ended)
    {
        try
        {
            await ProgressTimer.RunAsync(
                Interval, time, () => output.Write(ProgressRecord.Of(meter.Read()), JsonLines.Default.ProgressRecord), ended);
        }
        catch (IOException error)
        {
            onOutputLost(error);
        }
    }
}
