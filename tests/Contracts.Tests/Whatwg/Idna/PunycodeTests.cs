using AsyncCrawler.Contracts.Whatwg;
using AsyncCrawler.Contracts.Whatwg.Idna;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Contracts.Tests.Whatwg.Idna;

public sealed class PunycodeTests
{
    /// <summary>RFC 3492 §7.1, in the lower case that IDNA uses.</summary>
    [Theory]
    [InlineData("ليهمابتكلموشعربي؟", "egbpdaj6bu4bxfgehfvwxn")]
    [InlineData("他们为什么不说中文", "ihqwcrb4cv8a8dqg056pqjye")]
    [InlineData("למההםפשוטלאמדבריםעברית", "4dbcagdahymbxekheh6e0a7fei0b")]
    [InlineData("なぜみんな日本語を話してくれないのか", "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa")]
    [InlineData("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b")]
    [InlineData("-with-super-monkeys", "-with-super-monkeys-")]
    [InlineData("パフィーdeルンバ", "de-jg4avhby1noc0d")]
    [InlineData("そのスピードで", "d9juau41awczczp")]
    [InlineData("-> $1.00 <-", "-> $1.00 <--")]
    [InlineData("😀é", "9ca1767w")]
    public void Standard_SampleString_IsEncodedAndDecoded(string text, string punycode)
    {
        Assert.Equal(punycode, Encode(Points(text)));
        Assert.True(Punycode.TryDecode(Points(punycode), out var decoded));
        Assert.Equal(Points(text), decoded);
    }

    [Theory]
    [InlineData("-a")]
    [InlineData("99999999")]
    [InlineData("a!")]
    [InlineData("é-a")]
    [InlineData("ihqwcrb4cv8a8dqg056pqjyé")]
    public void Decode_OfWhatIsNotPunycode_Fails(string text) => Assert.False(Punycode.TryDecode(Points(text), out _));

    [Fact]
    public void Encode_WhereADeltaOverflows_Fails()
    {
        var buffer = new CharBuffer(stackalloc char[16]);
        var isEncoded = Punycode.TryEncode([.. Enumerable.Repeat((int)'a', 4_000), 0x10FFFF], ref buffer);
        buffer.Dispose();

        Assert.False(isEncoded);
    }

    [Fact]
    public void Decode_OfTheEncodedForm_GivesTheLabelBack()
    {
        var points = Gen.OneOf(Gen.Choose('a', 'z'), Gen.Choose(0x80, 0x250), Gen.Choose(0x4E00, 0x4E20), Gen.Choose(0x80, 0x10FFFF));
        Prop.ForAll(Arb.From(Gen.ArrayOf(points)), label =>
            Punycode.TryDecode(Points(Encode(label)), out var decoded) && decoded.SequenceEqual(label)).Check(SeededConfig.Of(5_000));
    }

    private static string Encode(int[] label)
    {
        var buffer = new CharBuffer(stackalloc char[16]);
        Assert.True(Punycode.TryEncode(label, ref buffer));
        var text = buffer.ToString();
        buffer.Dispose();
        return text;
    }

    private static int[] Points(string text) => [.. text.EnumerateRunes().Select(rune => rune.Value)];
}
