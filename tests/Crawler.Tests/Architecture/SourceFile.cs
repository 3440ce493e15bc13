using System.Text.RegularExpressions;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Tests.Architecture;

/// <summary>A source file of the product, as the rules of the house see it.</summary>
public sealed partial record SourceFile(string RelativePath, string Text)
{
    /// <summary>The rooms of <c>src/Crawler</c> are its first folders; elsewhere a project is a room.</summary>
    public string Room
    {
        get
        {
            var parts = RelativePath.Split('/');
            return parts is ["src", "Crawler" or "Host", var folder, _, ..] ? (parts[1] == "Host" ? $"Host.{folder}" : folder) : parts is ["src", var project, ..] ? project : parts[0];
        }
    }

    /// <summary>The namespaces that the file imports by a using directive, aliases included.</summary>
    public IEnumerable<string> Imports => UsingDirective().Matches(Text).Select(match => match.Groups["name"].Value);

    /// <summary>The file without comments and texts: what the compiler sees of names.</summary>
    public string Code => CommentOrText().Replace(Text, "");

    public int Lines => Text.AsSpan().Count('\n');

    public static IReadOnlyList<SourceFile> Under(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(RepositoryRoot.Path, path)))),
    ];

    [GeneratedRegex(@"^using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(?:\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex CommentOrText();
}
