using System.Text;
using System.Text.RegularExpressions;
using AsyncCrawler.Host.Dashboard;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>Rules of the dashboard's sources, held by a scan of what the assembly carries (promise S21).</summary>
public sealed class SourceRulesTests
{
    // Ways from a string to markup or code, and what a strict content security policy would break.
    private const string Forbidden =
        @"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML|srcdoc|\beval\b|new Function|\.style\b|\sstyle=|\son\w+=""|javascript:|localStorage\.setItem\((?!key, choice)";

    private static readonly IReadOnlyList<(string Path, string Text)> Sources = [.. DashboardFiles.Read().Select(file => (file.Path, Encoding.UTF8.GetString(file.Content)))];

    public static TheoryData<string> Paths => [.. Sources.Select(source => source.Path)];

    [Fact]
    public void S21_Sources_HoldNoWayFromTextToMarkup()
    {
        var breaches = from source in Sources from Match match in Regex.Matches(source.Text, Forbidden) select $"{source.Path}: {match.Value}";

        Assert.Empty(breaches);
    }

    [Fact]
    public void Sources_OfTheDashboard_NameNoOtherServer()
    {
        // Examples for people, and the name of a vocabulary, are no places to load from.
        var breaches =
            from source in Sources
            from Match match in Regex.Matches(source.Text, @"https?://(?!example\.org|www\.w3\.org/2000/svg)[\w.]+")
            select $"{source.Path}: {match.Value}";

        Assert.Empty(breaches);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void File_OfTheDashboard_IsShort(string path) =>
        Assert.InRange(Sources.Single(source => source.Path == path).Text.Count(character => character == '\n'), 1, 400);

    [Fact]
    public void Imports_OfTheModules_AreThere()
    {
        var known = Sources.Select(source => source.Path).ToHashSet();
        var missing =
            from source in Sources
            where source.Path.EndsWith(".js", StringComparison.Ordinal)
            from Match match in Regex.Matches(source.Text, @"^import .* from '(?<target>[^']+)';$|^import '(?<target>[^']+)';$", RegexOptions.Multiline)
            let target = new Uri(new Uri($"http://host/{source.Path}"), match.Groups["target"].Value).AbsolutePath[1..]
            where !known.Contains(target)
            select $"{source.Path} imports {target}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Modules_OfTheDashboard_AreAllUsed()
    {
        var used = (
            from source in Sources
            from Match match in Regex.Matches(source.Text, @"(?:from|src=|href=)\s?['""](?<target>[^'""#]+)['""]")
            select new Uri(new Uri($"http://host/{source.Path}"), match.Groups["target"].Value).AbsolutePath[1..]).ToHashSet();

        Assert.Empty(Sources.Select(source => source.Path).Except(used).Except(["index.html"]));
    }
}
