using AsyncCrawler.Storage.Sqlite;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Storage.Sqlite;

public sealed class FingerprintSetTests
{
    // Few values in every part, so that equal ones, zero, and long runs of taken slots all come up.
    private static readonly Arbitrary<UInt128[]> Fingerprints = Gen.Choose(0, 3)
        .SelectMany(high => Gen.Choose(0, 40).Select(low => new UInt128((ulong)high << 62, (ulong)low << 7)))
        .ArrayOf()
        .ToArbitrary();

    [Fact]
    public void Add_OfAnySequence_AnswersLikeAHashSet() => Prop.ForAll(Fingerprints, fingerprints =>
    {
        var set = new FingerprintSet();
        var expected = new HashSet<UInt128>();
        Assert.All(fingerprints, fingerprint => Assert.Equal(expected.Add(fingerprint), set.Add(fingerprint)));
        Assert.Equal(expected.Count, set.Count);
    }).Check(SeededConfig.Instance);

    [Fact]
    public void U09_FingerprintsThatAgreeInHalfOfTheirBits_AreNotTakenForOne()
    {
        var set = new FingerprintSet();
        var fingerprint = new UInt128(0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210);

        Assert.True(set.Add(fingerprint));
        Assert.True(set.Add(fingerprint ^ UInt128.One));
        Assert.True(set.Add(fingerprint ^ (UInt128.One << 127)));
        Assert.True(set.Add(new UInt128(0, (ulong)fingerprint)));
        Assert.True(set.Add(new UInt128((ulong)(fingerprint >> 64), 0)));
        Assert.Equal(5, set.Count);
    }

    [Fact]
    public void Bytes_OfAMillion_AreAtMostThirtyTwoEach()
    {
        var set = new FingerprintSet();
        var random = new Random(1);
        Span<byte> bytes = stackalloc byte[16];
        for (var i = 0; i < 1_000_000; i++)
        {
            random.NextBytes(bytes);
            set.Add(BitConverter.ToUInt128(bytes));
        }

        Assert.Equal(1_000_000, set.Count);
        Assert.InRange(set.Bytes, 21_000_000, 32_000_000);
    }
}
