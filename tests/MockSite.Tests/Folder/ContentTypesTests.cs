using AsyncCrawler.MockSite.Folder;

namespace AsyncCrawler.MockSite.Tests.Folder;

public sealed class ContentTypesTests
{
    [Theory]
    [InlineData("index.html", "text/html")]
    [InlineData("bind.html.ko.euc-kr", "text/html")]
    [InlineData("x.HTML.en.utf8", "text/html")]
    [InlineData("photo.jpg", "image/jpeg")]
    [InlineData("page.de.css", "text/css")]
    [InlineData("pages.html.gz", "application/gzip")]
    [InlineData("html", "application/octet-stream")]
    [InlineData("file.unknown", "application/octet-stream")]
    [InlineData("", "application/octet-stream")]
    public void Of_AFileName_IsTheTypeOfItsFirstKnownExtension(string name, string type) => Assert.Equal(type, ContentTypes.Of(name));
}
