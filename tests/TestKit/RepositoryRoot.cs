namespace AsyncCrawler.TestKit;

/// <summary>The folder that holds the solution, found upwards from the test's own binaries.</summary>
public static class RepositoryRoot
{
    /// <summary>Absolute path without a trailing separator.</summary>
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "AsyncCrawler.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No AsyncCrawler.sln above {start}: run the tests from inside a clone.");
    }
}
