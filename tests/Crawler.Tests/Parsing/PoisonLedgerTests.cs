using System.Text;
using AsyncCrawler.Parsing;
using AsyncCrawler.TestKit;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncCrawler.Tests.Parsing;

public sealed class PoisonLedgerTests
{
    private readonly ManualTimeProvider _time = new();

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

        Assert.Equal([true, false, true], new[] { "a", "b", "c" }.Select(text => ledger.Find(Key(text)) is not null));
    }

    [Fact]
    public void Ledger_UnderAnyUse_RemembersExactlyTheLatestOfItsCapacity()
    {
        var uses = Gen.Elements("a", "b", "c", "d", "e", "f").ArrayOf().ToArbitrary();

        Check.QuickThrowOnFailure(Prop.ForAll(uses, sequence =>
        {
            var ledger = new PoisonLedger(3);
            foreach (var text in sequence)
            {
                ledger.Condemn(Key(text), ParseFailureReason.WorkerDied);
            }

            var expected = sequence.Reverse().Distinct().Take(3).Order();
            var remembered = sequence.Distinct().Where(text => ledger.Find(Key(text)) is not null).Order();
            return expected.SequenceEqual(remembered);
        }));
    }

    [Fact]
    public void Find_WhatKillsByItsTree_IsHarmlessWhereTokensSuffice()
    {
        var ledger = new PoisonLedger(2);
        ledger.Condemn(Key("a") with { NeedsTree = true }, ParseFailureReason.OutOfMemory);

        Assert.Null(ledger.Find(Key("a")));
        Assert.NotNull(ledger.Find(Key("a") with { NeedsTree = true }));
    }

    [Fact]
    public void TryAnswer_WhatIsCondemned_SparesTheWorkers()
    {
        var (ledger, counters) = (new PoisonLedger(2), new PoolCounters());
        ledger.Condemn(Documents.Make(1, _time, page: Pages.Of("lethal")).Content, ParseFailureReason.TimedOut);

        Assert.True(ledger.TryAnswer(Documents.Make(2, _time, page: Pages.Of("lethal")), counters));
        Assert.False(ledger.TryAnswer(Documents.Make(3, _time, page: Pages.Of("decent")), counters));
        Assert.False(ledger.TryAnswer(Documents.Make(4, _time), counters));
    }

    [Fact]
    public void TryAnswer_WhatIsAsLongAsNothingCondemned_IsNotHashed()
    {
        var (ledger, counters) = (new PoisonLedger(1), new PoolCounters());
        ledger.Condemn(Documents.Make(1, _time, page: Pages.Of("forgotten")).Content, ParseFailureReason.TimedOut);
        ledger.Condemn(Documents.Make(2, _time, page: Pages.Of("lethal")).Content, ParseFailureReason.TimedOut);

        Assert.Equal((false, true), (IsHashed("is longer"), IsHashed("as-big")));

        bool IsHashed(string text)
        {
            var page = Pages.Of(text);
            var document = Documents.Make(3, _time, page: page);
            ledger.TryAnswer(document, counters);
            page.Body.Dispose();
            return document.Content is not null;
        }
    }

    private static ContentKey Key(string text) => new(ContentHash.OfThisProcess.Compute(Encoding.UTF8.GetBytes(text)), text.Length, NeedsTree: false);
}
