using AsyncCrawler.Parsing;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Parsing;

public sealed class ContentHashTests
{
    private readonly ContentHash _hash = new();

    [Fact]
    public void Hash_OfEqualBytes_IsEqualWhereverTheyLieAndWhoeverAsks()
    {
        var bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        byte[] elsewhere = [7, 7, 7, .. bytes];

        var hashes = new UInt128[64];
        Parallel.For(0, hashes.Length, i => hashes[i] = _hash.Compute(i % 2 == 0 ? bytes : elsewhere.AsSpan(3)));

        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public void Hash_AfterOneChangedBit_Differs() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<byte>>(),
        ArbMap.Default.ArbFor<ushort>(),
        (bytes, place) =>
        {
            byte[] changed = [.. bytes.Get];
            changed[place % changed.Length] ^= (byte)(1 << (place % 8));
            return _hash.Compute(changed) != _hash.Compute(bytes.Get);
        }));

    [Fact]
    public void Hash_OfZerosOfEveryLength_Differs()
    {
        var zeros = new byte[1_000];

        Assert.Equal(zeros.Length, Enumerable.Range(0, zeros.Length).Select(length => _hash.Compute(zeros.AsSpan(0, length))).Distinct().Count());
    }

    [Fact]
    public void Hash_UnderAnotherSecret_Differs()
    {
        Assert.NotEqual(new ContentHash().Compute([1, 2, 3]), new ContentHash().Compute([1, 2, 3]));
        Assert.Same(ContentHash.OfThisProcess, ContentHash.OfThisProcess);
    }
}
