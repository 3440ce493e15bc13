using Xunit;

namespace AsyncCrawler.TestKit;

/// <summary>Third-party test data with oracles, kept outside the repository.</summary>
public static class Corpora
{
    /// <summary>Overrides the folder where the corpora are looked for.</summary>
    public const string Variable = "ASYNCCRAWLER_CORPORA";

    /// <summary>The path of <paramref name="relative"/> inside the corpora; skips the running test where it is absent.</summary>
    public static string Require(string relative)
    {
        var path = Path.Combine(Root(), relative);
        Assert.SkipUnless(Path.Exists(path), $"The corpora are absent ({path}); set {Variable} to their folder.");
        return path;
    }

    private static string Root() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } configured
            ? configured
            : Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "corpora"));
}
