using AsyncCrawler.MockSite.Folder;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.MockSite.Tests.Folder;

public sealed class FolderPathTests
{
    [Theory]
    [InlineData("..")]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("a/./b")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("..\\x")]
    [InlineData("c:/x")]
    [InlineData("a\0b")]
    public void Resolve_OfWhatCouldLeadOut_FindsNothing(string relative) => Assert.Null(FolderPath.Resolve("/srv/site", relative));

    [Fact]
    public void Resolve_OfAnyText_StaysInside() =>
        Prop.ForAll<string?>(text => FolderPath.Resolve("/srv/site", text ?? "") is not { } place
            || place == "/srv/site"
            || Path.GetFullPath(place).StartsWith("/srv/site/", StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    [Fact]
    public void Resolve_OfAPlainPath_FindsThePlace() =>
        Assert.Equal("/srv/site/a/b.html", FolderPath.Resolve("/srv/site", "a/b.html"));
}
