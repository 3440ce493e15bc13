using AsyncCrawler.Parsing;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Parsing;

public sealed class PoisonLedgerTests
{
    [Fact]
    public void Find_WhatWasCondemned_GivesItsLatestReason()
    {
        var ledger = new PoisonLedger(2);
        ledger.Condemn(Key("a"), ParseFailureReason.TimedOut);
        ledger.Condemn(Key("a"), ParseFailureReason.OutOfMemory);

        Assert.Equal(ParseFailureReason.OutOfMemory, ledger.Find(Key("a")));
        Assert.Null(ledger.Find(Key("b")));
        Assert.Null(ledger.Find(null));
    }

    [Fact]
    public void Condemn_WhenFull_ForgetsWhatWasNotAskedForTheLongest()
    {
        var ledger = new PoisonLedger(2);
        ledger.Condemn(Key("a"), ParseFailureReason.TimedOut);
        ledger.Condemn(Key("b"), ParseFailureReason.TimedOut);
        ledger.Find(Key("a"));

        ledger.Condemn(Key("c"), ParseFailureReason.TimedOut);

        Assert.Equal([true, false, true], new[] { "a", "b", "c" }.Select(hash => ledger.Find(Key(hash)) is not null));
    }

    [Fact]
    public void Ledger_UnderAnyUse_RemembersExactlyTheLatestOfItsCapacity()
    {
        var uses = Gen.Elements("a", "b", "c", "d", "e", "f").ArrayOf().ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(uses, sequence =>
        {
            var ledger = new PoisonLedger(3);
            foreach (var hash in sequence)
            {
                ledger.Condemn(Key(hash), ParseFailureReason.WorkerDied);
            }

            var expected = sequence.Reverse().Distinct().Take(3).Order();
            var remembered = sequence.Distinct().Where(hash => ledger.Find(Key(hash)) is not null).Order();
            return expected.SequenceEqual(remembered);
        }));
    }

    [Fact]
    public void Find_WhatKillsByItsTree_IsHarmlessWhereTokensSuffice()
    {
        var ledger = new PoisonLedger(2);
        ledger.Condemn(new ContentKey("a", NeedsTree: true), ParseFailureReason.OutOfMemory);

        Assert.Null(ledger.Find(new ContentKey("a", NeedsTree: false)));
        Assert.NotNull(ledger.Find(new ContentKey("a", NeedsTree: true)));
    }

    private static ContentKey Key(string hash) => new(hash, NeedsTree: false);
}
