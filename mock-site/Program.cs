namespace AsyncCrawler.MockSite;

internal static class Program
{
    private static int Main() => 0;
}
