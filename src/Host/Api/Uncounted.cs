namespace AsyncCrawler.Host.Api;

/// <summary>An endpoint whose answers cost nothing, so that they do not count against a caller's requests: a browser that opens the dashboard asks for fifty files at once.</summary>
internal sealed class Uncounted
{
    public static Uncounted Instance { get; } = new();
}
