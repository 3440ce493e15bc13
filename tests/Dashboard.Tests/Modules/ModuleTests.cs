using System.Text.Json;

namespace AsyncCrawler.Dashboard.Tests.Modules;

/// <summary>The modules that only reckon, asked one by one in the browser.</summary>
public sealed class ModuleTests(ModulePage modules) : IClassFixture<ModulePage>
{
    [Theory]
    // Events in one piece, in many, and with each of the three line ends.
    [InlineData("api/eventReader.js", "eventReader()('id: 7\\nevent: page\\ndata: 1\\ndata: 2\\n\\n')", """[{"id":"7","name":"page","data":"1\n2"}]""")]
    [InlineData("api/eventReader.js", "[...'id:7\\r\\n: heartbeat\\r\\ndata:x\\r\\n\\r\\ndata:y\\r\\rdata:z\\n\\n'].flatMap(eventReader())", """[{"id":"7","name":"message","data":"x"},{"id":"7","name":"message","data":"y"},{"id":"7","name":"message","data":"z"}]""")]
    [InlineData("api/eventReader.js", "eventReader()('event: page\\n\\n: nothing\\n\\ndata: half')", "[]")]
    // Numbers with their units.
    [InlineData("text/format.js", "[count(1234567), count(null), bytes(0), bytes(1023), bytes(1024), bytes(1536), bytes(12345678), bytes(1024 ** 5)]", """["1,234,567","–","0 B","1,023 B","1.0 KiB","1.5 KiB","11.8 MiB","1,024 TiB"]""")]
    [InlineData("text/format.js", "[milliseconds(0.4), milliseconds(999), milliseconds(1500), seconds(59.6), seconds(61), seconds(3600), seconds(7500), seconds(90000)]", """["0.4 ms","999 ms","1.5 s","1 min","1 min 1 s","1 h","2 h 5 min","1 d 1 h"]""")]
    [InlineData("text/format.js", "[clock(0), clock(65), clock(3725), rate(3.44, 'pages'), rate(250.4, 'pages'), words('http-error'), words('dns-failed'), words(null)]", """["0:00","1:05","1:02:05","3.4 pages/s","250 pages/s","HTTP error","DNS failed","–"]""")]
    [InlineData("text/format.js", "[relative('2026-01-01T00:00:10Z', Date.parse('2026-01-01')), relative('2026-01-01T00:00:00.400Z', Date.parse('2026-01-01')), relative('2026-01-01', Date.parse('2026-01-01T01:00Z')), relative('never')]", """["in 10 s","now","1 h ago","–"]""")]
    // Which URLs may become links.
    [InlineData("text/links.js", "['http://a', 'https://a/b?c#d', 'HTTPS://A', 'javascript:alert(1)', ' javascript:alert(1)', 'java\\nscript:alert(1)', 'data:text/html,x', '//a', '/a', '', null].map(isWebUrl)", "[true,true,true,false,false,false,false,false,false,false,false]")]
    [InlineData("text/visible.js", "[visibleText('a\\u202Eb\\0'), visibleText('\\t\\n \\u200D\\u00E9'), visibleParts('\\u2066')]", """["aU+202EbU+0000","\t\n ‍é",[{"text":"U+2066","isControl":true}]]""")]
    // Addresses of views.
    [InlineData("router.js", "[hashOf(['crawls', 'a/b', 'pages'], { text: 'x&y', host: '', cursor: null }), hashOf(['new'])]", """["#/crawls/a%2Fb/pages?text=x%26y","#/new"]""")]
    [InlineData("router.js", "((m) => [m.view, m.params.id, m.query.get('q')])(match([route('crawls', 1), route('crawls/:id', 2)], '#/crawls/a%2Fb?q=1%2B1?'))", """[2,"a/b","1+1?"]""")]
    [InlineData("router.js", "[match([route('a', 1)], '#/b'), match([route(':x', 1)], '#/%zz').params.x, match([route('', 3)], '').view]", """[null,"%zz",3]""")]
    // Axes.
    [InlineData("charts/scale.js", "[ticksUpTo(0), ticksUpTo(7, 3), ticksUpTo(0.9, 3), ticksUpTo(1, 3, 1), ticksUpTo(1234, 3)]", "[[0,1],[0,5,10],[0,0.5,1],[0,1],[0,500,1000,1500]]")]
    [InlineData("charts/scale.js", "[timeTicks([0, 60], 4), timeTicks([100, 4000], 3), linear([0, 10], [100, 0])(2.5), linear([5, 5], [0, 100])(5)]", "[[0,15,30,45,60],[1800,3600],75,0]")]
    // Orders of crawls.
    [InlineData("views/form/order.js", "[pairsOf(' a = css:b=c \\n\\na=x\\n=y\\nz'), linesOf(' a \\r\\n\\n b')]", """[{"pairs":{"a":"css:b=c"},"faults":["The name “a” is used twice.","“=y” has no name: write NAME=css:SELECTOR.","“z” has no name: write NAME=css:SELECTOR."]},["a","b"]]""")]
    [InlineData("views/form/order.js", "['options.maxPages', 'MaxPages', '$.options.maxPages', 'seeds[3]', 'fields.price', 'other'].map((name) => fieldOf([{ key: 'maxPages' }, { key: 'seeds' }, { key: 'fields' }], name)?.key ?? null)", """["maxPages","maxPages","maxPages","seeds","fields",null]""")]
    [InlineData("views/form/idempotency.js", "((keyFor) => { const [a, b, c] = [{ x: 1 }, { x: 1 }, { x: 2 }].map(keyFor); return [a === b, a === c, a.length]; })(idempotencyKeys())", "[true,false,32]")]
    // Rates out of counts, however long and with whatever comes twice.
    [InlineData("charts/progressHistory.js", "((history) => { for (const x of [0, 1, 2, 2, 1, 3, 4]) history.add({ elapsed: x, pages: x * 10, images: 0, failed: x, waiting: 5, underWay: 1 }); return history.points.map(({ x, pages, errors }) => [x, pages, errors]); })(progressHistory())", "[[1,10,1],[2,10,1],[3,10,1],[4,10,1]]")]
    [InlineData("charts/progressHistory.js", "((history) => { for (let x = 0; x < 10000; x++) history.add({ elapsed: x, pages: x, images: 0, failed: 0 }); return [history.points.length <= 600, history.points[0].x, history.points.at(-1).x]; })(progressHistory())", "[true,1,9999]")]
    public async Task Module_Asked_Answers(string module, string expression, string expected)
    {
        var answer = await modules.AskAsync(module, expression);

        Assert.Equal(JsonSerializer.Serialize(JsonDocument.Parse(expected)), JsonSerializer.Serialize(JsonDocument.Parse(answer)));
    }
}
