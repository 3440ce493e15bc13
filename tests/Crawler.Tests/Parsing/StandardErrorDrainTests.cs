using System.Text;
using AsyncCrawler.Parsing;

namespace AsyncCrawler.Tests.Parsing;

public sealed class StandardErrorDrainTests
{
    private readonly List<string> _printed = [];
    private readonly StandardErrorDrain _drain;
    private int _floods;

    public StandardErrorDrainTests() => _drain = new StandardErrorDrain(_printed.Add, () => _floods++);

    [Theory]
    [InlineData("", new string[0], null)]
    [InlineData("one\n", new[] { "one" }, "one")]
    [InlineData("one\r\n\ntwo", new[] { "one", "two" }, "two")]
    [InlineData("\u001b[2Jx\u202ey", new[] { @"\u{1B}[2Jx\u{202E}y" }, @"\u{1B}[2Jx\u{202E}y")]
    public async Task Lines_ArePrintedOneByOneAndPrintable(string text, string[] lines, string? last)
    {
        await RunAsync(Encoding.UTF8.GetBytes(text));

        Assert.Equal(lines, _printed);
        Assert.Equal((last, 0), (_drain.LastLine, _floods));
    }

    [Fact]
    public async Task ALongLine_ComesInPieces()
    {
        await RunAsync(Encoding.ASCII.GetBytes(new string('x', 2500)));

        Assert.Equal([1024, 1024, 452], _printed.Select(line => line.Length));
    }

    [Theory]
    [InlineData(StandardErrorDrain.MaxBytes, 0)]
    [InlineData(StandardErrorDrain.MaxBytes + 1, 1)]
    [InlineData(3 * StandardErrorDrain.MaxBytes, 1)]
    public async Task AFlood_IsToldOnceAndThrownAway(int bytes, int floods)
    {
        await RunAsync(Enumerable.Repeat((byte)'\n', bytes).ToArray());

        Assert.Equal(floods, _floods);
    }

    [Theory]
    [InlineData("Out of memory.", true)]
    [InlineData("Unhandled exception. System.OutOfMemoryException: Array dimensions exceeded", true)]
    [InlineData("Stack overflow.", false)]
    public async Task OutOfMemory_IsHeard(string line, bool expected)
    {
        await RunAsync(Encoding.ASCII.GetBytes(line + "\n   at A.B()\n"));

        Assert.Equal(expected, _drain.SaidOutOfMemory);
    }

    private Task RunAsync(byte[] bytes) => _drain.RunAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
}
