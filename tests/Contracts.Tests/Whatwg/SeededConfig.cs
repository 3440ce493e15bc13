using FsCheck;
using Microsoft.FSharp.Core;

namespace AsyncCrawler.Contracts.Tests.Whatwg;

/// <summary>FsCheck with a fixed seed, so that a failure repeats.</summary>
internal static class SeededConfig
{
    public static Config Of(int cases) => Config.QuickThrowOnFailure
        .WithMaxTest(cases)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261121UL, 9241UL), FSharpOption<int>.None)));
}
