using AsyncCrawler.Scope;
using static AsyncCrawler.Tests.Frontier.FrontierItems;

namespace AsyncCrawler.Tests.Scope;

public sealed class ParameterDroppingTests
{
    [Theory]
    [InlineData("http://a.test/?utm_source=x&a=1&UTM_medium=y&b=2", "http://a.test/?a=1&b=2")]
    [InlineData("http://a.test/p?gclid=1", "http://a.test/p")]
    [InlineData("http://a.test/p?x&fbclid", "http://a.test/p?x")]
    [InlineData("http://a.test/p?sid=1&sid=2", "http://a.test/p")]
    [InlineData("http://a.test/p?&gclid=1&", "http://a.test/p?&")]
    public void Url_WithParametersThatMeanNothing_LosesThemAndNothingElse(string url, string rest)
    {
        var options = new ScopeOptions { DropsTracking = true };
        options.DroppedParameters.Add("sid");

        Assert.Equal(rest, new ParameterDropping(options).Apply(Url(url)).Text);
    }

    [Theory]
    [InlineData(true, "http://a.test/utm_source=x?a=utm_source&myutm_source=1")]
    [InlineData(true, "http://a.test/?")]
    [InlineData(false, "http://a.test/?utm_source=x")]
    public void Url_WithNothingToDrop_IsTheSameObject(bool dropsTracking, string text)
    {
        var url = Url(text);

        Assert.Same(url, new ParameterDropping(new ScopeOptions { DropsTracking = dropsTracking }).Apply(url));
    }
}
