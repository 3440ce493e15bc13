using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>A service that wants a token.</summary>
public sealed class TokenTests(Chromium chromium)
{
    private const string Token = "a-secret-of-the-operator";

    [Fact]
    public async Task Token_WhenTheServiceWantsOne_IsAskedForOnceAndSentFromThenOn()
    {
        await using var service = await CannedService.StartAsync(texts: ["https://site.test/picture.png"]);
        service.Token = Token;
        await using var page = await OpenAsync(service, Views.Live);

        await EnterAsync(page, Token);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToBeVisibleAsync();

        // An image element could not send it: the image is fetched and drawn.
        await page.GoAsync(Views.Images);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Img, new() { Name = "picture.png" })).ToBeVisibleAsync();
        Assert.Equal("canvas", await page.Page.EvaluateAsync<string>("() => document.querySelector('.thumbnail').firstElementChild.localName"));

        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.GetByRole(AriaRole.Link, new() { Name = "Export JSONL" }).ClickAsync());
        Assert.Equal($"{CannedService.Crawl}.jsonl", download.SuggestedFilename);
        Assert.DoesNotContain(Token, page.Page.Url, StringComparison.Ordinal);
        page.AssertNoComplaints("status of 401");
    }

    [Fact]
    public async Task Token_ThatIsDismissed_LeavesAnExplanation()
    {
        await using var service = await CannedService.StartAsync();
        service.Token = Token;
        await using var page = await OpenAsync(service, Views.List);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();

        await Assertions.Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("An access token is needed");
    }

    [Fact]
    public async Task Token_ThatIsChangedUnderALiveView_IsAskedForOnceAndTheViewSaysThatItIsOld()
    {
        await using var service = await CannedService.StartAsync();
        service.Token = Token;
        await using var page = await OpenAsync(service, Views.Live);
        await EnterAsync(page, Token);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToBeVisibleAsync();
        var dialog = page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Access token" });

        service.Token = "another";
        service.CutStreams();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(page.Page.GetByText("What is shown is not kept up to date any more")).ToBeVisibleAsync();
        var refused = service.Refused;
        await WaitAsync(() => service.Refused > refused + 3);
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Token: set" }).ClickAsync();
        await EnterAsync(page, "another");
        await Assertions.Expect(page.Page.GetByText("What is shown is not kept up to date any more")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "URLs finished just now" })).ToBeVisibleAsync();
        page.AssertNoComplaints("status of 401");
    }

    [Fact]
    public async Task Token_OfOneTab_IsNotInTheNext()
    {
        await using var service = await CannedService.StartAsync();
        service.Token = Token;
        await using var page = await OpenAsync(service, Views.List);
        await EnterAsync(page, Token);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.List, new() { Name = "Crawls" })).ToBeVisibleAsync();

        var next = await page.Page.Context.NewPageAsync();
        await next.GotoAsync(service.Address);

        await Assertions.Expect(next.GetByRole(AriaRole.Dialog, new() { Name = "Access token" })).ToBeVisibleAsync();
        Assert.Equal("{}", await next.EvaluateAsync<string>("() => JSON.stringify(localStorage)"));
    }

    private async Task<WatchedPage> OpenAsync(CannedService service, string view)
    {
        var page = await chromium.OpenAsync(service.Address + view, isShown: false);
        await Assertions.Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Access token" })).ToBeVisibleAsync();
        return page;
    }

    private static async Task WaitAsync(Func<bool> isSo)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begin).TotalMilliseconds < WatchedPage.Patience, "It never came so.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private static async Task EnterAsync(WatchedPage page, string token)
    {
        await page.Page.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await page.Page.Keyboard.PressAsync("Enter");
    }
}
