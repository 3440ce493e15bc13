using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncCrawler.Dashboard.Tests.Browser;
using AsyncCrawler.Dashboard.Tests.Canned;
using AsyncCrawler.TestKit;

namespace AsyncCrawler.Dashboard.Tests;

/// <summary>What pages say of themselves is text in every view, and runs in none (promise S21, torture row O03).</summary>
public sealed class HostileTextTests(Chromium chromium)
{
    private static readonly string[] Attacks =
    [
        "<script>document.title='pwned'</script>",
        "\"><img src=x onerror=\"document.title='pwned'\">",
        "<svg/onload=document.title='pwned'>",
        "javascript:document.title='pwned'",
        "JaVaScRiPt:document.title='pwned'",
        "\tjavascript:document.title='pwned'",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "{{constructor.constructor('alert(1)')()}}",
        "\u202Egnp.exe\u202C \u2066isolated\u2069",
        "\0\u0001\u001b[2J\u007f\u009b",
        "__proto__",
        "constructor",
        "https://user:password@elsewhere.test/\"onmouseover=\"alert(1)",
        new('x', 300),
    ];

    // How control characters are shown; everything else is shown as it is.
    private static readonly Regex Controls = new(@"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]");

    public static TheoryData<string> Views => Canned.Views.Each;

    [Theory]
    [MemberData(nameof(Views))]
    public async Task O03_HostileTexts_InEveryView_AreText(string view) => await AssertTextAsync(view, Attacks);

    [Theory]
    [MemberData(nameof(Views))]
    public async Task O03_NaughtyStrings_InEveryView_AreText(string view)
    {
        var strings = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(Corpora.Require("naughty-strings/blns.json"), TestContext.Current.CancellationToken));
        await AssertTextAsync(view, [.. strings!.Where(text => text.Length > 0)]);
    }

    private async Task AssertTextAsync(string view, string[] texts)
    {
        await using var service = await CannedService.StartAsync(texts: texts);
        await using var page = await chromium.OpenAsync(service.Address + view);

        // Where a view shows only the first of a long list, these are in it.
        var few = texts.Distinct().Take(view is Canned.Views.New ? 0 : 10).Select(text => Controls.Replace(text, control => $"U+{(int)control.Value[0]:X4}")).ToList();
        await page.Page.WaitForFunctionAsync("few => few.every(text => [...document.querySelectorAll('bdi')].some(place => place.textContent.includes(text)))", few);

        Assert.NotEqual("pwned", await page.Page.TitleAsync());
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(FindForeignMarkup));
        Assert.Empty(await page.Page.EvaluateAsync<string[]>(FindRawControls));
        page.AssertNoComplaints();
    }

    // Characters that turn or hide the text around them; fields of a form show what is in them.
    private const string FindRawControls = """
        () => {
          const found = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(texts.currentNode.data)) found.push(texts.currentNode.parentElement.outerHTML);
          }
          return found;
        }
        """;

    // Elements that the dashboard itself never makes, attributes that run, and links that lead anywhere but the web or a view.
    private const string FindForeignMarkup = """
        () => {
          const found = [];
          for (const element of document.querySelectorAll('*')) {
            if (['iframe', 'object', 'embed', 'style', 'base', 'marquee', 'b'].includes(element.localName)) found.push(element.outerHTML);
            if (element.localName === 'script' && !element.src.startsWith(location.origin + '/scripts/')) found.push(element.outerHTML);
            if (element.localName === 'img' && !element.src.startsWith(location.origin + '/')) found.push(element.outerHTML);
            for (const { name } of element.attributes) {
              if (name.startsWith('on') || name === 'style' || name === 'srcdoc') found.push(element.outerHTML);
            }
            if (element.localName === 'a') {
              const isOwn = element.getAttribute('href').startsWith('#') || element.origin === location.origin;
              const isWeb = /^https?:$/.test(element.protocol) && element.rel === 'noopener noreferrer' && element.target === '_blank';
              if (!isOwn && !isWeb) found.push(element.outerHTML);
            }
          }
          return found;
        }
        """;
}
