namespace AsyncCrawler.Sinks;

/// <summary>The process that uses a crawl directory; the content of <c>crawl.lock</c>.</summary>
/// <param name="Pid">Its process id.</param>
/// <param name="Host">The machine it runs on.</param>
/// <param name="StartedAt">When it took the directory.</param>
internal sealed record DirectoryOwner(int Pid, string Host, DateTimeOffset StartedAt);
