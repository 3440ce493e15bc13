namespace AsyncCrawler.MockSite.Stubs;

/// <summary>Spreads a body over time.</summary>
/// <param name="Chunks">At least 1; a body of fewer bytes is sent byte by byte.</param>
/// <param name="TotalDuration">From the first wait to the last piece.</param>
internal sealed record StubDribble(int Chunks, TimeSpan TotalDuration);
