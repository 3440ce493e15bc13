using System.Globalization;
using System.Text;
using System.Text.Json;
using AsyncCrawler.Host.Records;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncCrawler.Host.Tests.Records;

public sealed class RecordReaderTests : IDisposable
{
    private readonly RecordReader _reader = new(NullLogger<RecordReader>.Instance);
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"asynccrawler-records-{Guid.NewGuid():n}.jsonl");

    public void Dispose() => File.Delete(_path);

    public static TheoryData<string> DamagedLines => new(
        "",
        """{"id":"00000000000000000000000000000007","url":"http://a.test/7","ti""",
        """{"id":"00000000000000000000000000000007","url":"ht{"id":"00000000000000000000000000000008","url":"http://a.test/8"}""",
        """{"id":"00000000000000000000000000000007"}""",
        """{"id":"00000000000000000000000000000007","url":7}""",
        """{"id":"00000000000000000000000000000007","url":"http://a.test/7","title":"half a pair: \ud800"}""",
        """["id"]""",
        "null",
        "plain text",
        "\0\0\0\0\0\0\0\0\0");

    [Theory]
    [MemberData(nameof(DamagedLines))]
    public async Task Read_OfADamagedLine_LeavesItOutAndCountsIt(string line)
    {
        await WriteAsync([Record(1), line, Record(2)]);

        var page = await ReadAsync(0, 10);

        Assert.Equal([1, 2], page.Items.Select(item => item.GetProperty("depth").GetInt32()));
        Assert.Equal((1, null), (page.Skipped, page.Next));
        Assert.Null(await _reader.FindAsync(_path, $"{7:x32}", Token));
        Assert.NotNull(await _reader.FindAsync(_path, $"{2:x32}", Token));
    }

    [Fact]
    public async Task Read_OfBytesThatAreNoUtf8_LeavesTheLineOut()
    {
        await File.WriteAllBytesAsync(_path, [.. Encoding.UTF8.GetBytes(Record(1, "x")).Select(value => value == 'x' ? (byte)0xff : value), (byte)'\n', .. Encoding.UTF8.GetBytes(Record(2)), (byte)'\n'], Token);

        var page = await ReadAsync(0, 10);

        Assert.Equal((1, 1), (page.Items.Count, page.Skipped));
    }

    /// <summary>As a system leaves that went down while it wrote: memory for such a line could not be had.</summary>
    [Fact]
    public async Task Read_OfAnEndlessRunOfZeros_LeavesTheLineOutAndGoesOn()
    {
        const long Zeros = 600L * 1024 * 1024;
        await using (var file = File.Create(_path))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(Record(1) + "\n" + Record(7)[..40]), Token);
            file.Position += Zeros;
            await file.WriteAsync(Encoding.UTF8.GetBytes("\n" + Record(2) + "\n"), Token);
        }

        var page = await ReadAsync(0, 10);
        Assert.True(RecordReader.TryParseCursor(page.Next, out var behind));
        var next = await ReadAsync(behind, 10);

        Assert.Equal([1, 2], page.Items.Concat(next.Items).Select(item => item.GetProperty("depth").GetInt32()));
        Assert.Equal((1, 0), (page.Skipped, next.Skipped));
        Assert.NotNull(await _reader.FindAsync(_path, $"{2:x32}", Token));
    }

    [Fact]
    public async Task Lines_LongerThanAnyRecord_AreEmptyAndEndWhereTheyEnd()
    {
        string[] lines = [Record(1), Record(2, new string('x', 900_000)), Record(3, new string('x', 300_000)), Record(4)];
        await WriteAsync(lines);
        List<RecordLine> read = [];

        await foreach (var line in RecordLines.ReadAsync(_path, 0, maxLength: 500_000, Token))
        {
            read.Add(line with { Json = line.Json.ToArray() });
        }

        Assert.Equal([lines[0], "", lines[2], lines[3]], read.Select(line => Encoding.UTF8.GetString(line.Json.Span)));
        Assert.Equal(lines.Select((_, index) => lines.Take(index + 1).Sum(line => line.Length + 1L)), read.Select(line => line.End));
    }

    [Fact]
    public async Task Read_PageByPage_GivesEveryRecordOnceAndInOrder()
    {
        await WriteAsync(Enumerable.Range(0, 25).Select(Record));
        List<int> numbers = [];
        string? cursor = null;
        do
        {
            Assert.True(RecordReader.TryParseCursor(cursor, out var offset));
            var page = await ReadAsync(offset, 10);
            numbers.AddRange(page.Items.Select(item => item.GetProperty("depth").GetInt32()));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 25), numbers);
    }

    [Fact]
    public async Task Read_OfATornLastLine_LeavesItOut()
    {
        await File.WriteAllTextAsync(_path, Record(1) + "\n" + Record(2)[..20], Token);

        Assert.Single((await ReadAsync(0, 10)).Items);
    }

    [Fact]
    public async Task Read_OfNoFile_IsEmpty() => Assert.Equal(new RecordPage([], null, 0), await ReadAsync(0, 10), static (left, right) => left.Items.Count == right.Items.Count && left.Next == right.Next);

    [Fact]
    public async Task Read_OfLinesLongerThanTheBuffer_GivesThem()
    {
        var title = new string('x', 3_000_000);
        await WriteAsync([Record(1, title), Record(2)]);

        var page = await ReadAsync(0, 10);

        Assert.Equal(title, page.Items[0].GetProperty("title").GetString());
        Assert.Equal(2, page.Items.Count);
    }

    [Fact]
    public async Task Read_OfManyLongLines_StopsBeforeItHoldsTooMuch()
    {
        await WriteAsync(Enumerable.Range(0, 10).Select(number => Record(number, new string('x', 1_000_000))));

        var page = await ReadAsync(0, 10);

        Assert.InRange(page.Items.Count, 1, 9);
        Assert.NotNull(page.Next);
    }

    [Theory]
    [InlineData("http-error", null, null, null, 1)]
    [InlineData(null, "a.test", null, null, 2)]
    [InlineData(null, "http://b.test", null, null, 1)]
    [InlineData(null, null, "image", null, 1)]
    [InlineData(null, null, null, "HELLO", 1)]
    [InlineData(null, null, null, "b.test/", 1)]
    [InlineData("ok", "a.test", "page", "hello", 1)]
    [InlineData("ok", "c.test", null, null, 0)]
    public async Task Read_WithAFilter_GivesWhatFits(string? outcome, string? host, string? kind, string? text, int expected)
    {
        await WriteAsync(
        [
            """{"id":"1","url":"http://a.test/","kind":"page","outcome":"ok","title":"Hello you"}""",
            """{"id":"2","url":"http://a.test/i.png","kind":"image","outcome":"ok","title":null}""",
            """{"id":"3","url":"http://b.test/","kind":"page","outcome":"http-error","title":null}""",
        ]);

        var page = await _reader.ReadAsync(_path, 0, 10, new RecordFilter(outcome, host, kind, text), Token);

        Assert.Equal(expected, page.Items.Count);
    }

    [Fact]
    public async Task IsBoundary_OfAnythingButALineBegin_IsFalse()
    {
        await WriteAsync([Record(1), Record(2)]);
        var second = Encoding.UTF8.GetByteCount(Record(1)) + 1;

        Assert.True(await RecordLines.IsBoundaryAsync(_path, 0, Token));
        Assert.True(await RecordLines.IsBoundaryAsync(_path, second, Token));
        Assert.False(await RecordLines.IsBoundaryAsync(_path, second - 1, Token));
        Assert.False(await RecordLines.IsBoundaryAsync(_path, 1_000_000, Token));
        Assert.False(await RecordLines.IsBoundaryAsync(_path, -1, Token));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999999")]
    [InlineData("1.5")]
    public void TryParseCursor_OfNone_Fails(string text) => Assert.False(RecordReader.TryParseCursor(text, out _));

    [Fact]
    public async Task Find_OfAnIdInsideAnotherRecord_IsNotFooled()
    {
        await WriteAsync(["""{"id":"aa","url":"x","title":"{\"id\":\"bb\""}""", """{"id":"bb","url":"y"}"""]);

        var found = await _reader.FindAsync(_path, "bb", Token);

        Assert.Equal("y", found?.GetProperty("url").GetString());
        Assert.Null(await _reader.FindAsync(_path, "cc", Token));
    }

    [Fact]
    public async Task Export_OfAGrowingFile_EndsAtALineEnd()
    {
        await File.WriteAllTextAsync(_path, Record(1) + "\n" + Record(2)[..20], Token);
        using var target = new MemoryStream();

        await RecordExport.CopyAsync(_path, target, Token);

        Assert.Equal(Record(1) + "\n", Encoding.UTF8.GetString(target.ToArray()));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Record(int number) => Record(number, "t");

    private static string Record(int number, string title) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"{number:x32}\",\"url\":\"http://a.test/{number}\",\"depth\":{number},\"title\":{JsonSerializer.Serialize(title)}}}");

    private Task<RecordPage> ReadAsync(long offset, int limit) => _reader.ReadAsync(_path, offset, limit, new RecordFilter(), Token);

    private Task WriteAsync(IEnumerable<string> lines) => File.WriteAllTextAsync(_path, string.Concat(lines.Select(line => line + "\n")), Token);
}
