using FsCheck;
using Microsoft.FSharp.Core;

namespace AsyncCrawler.Tests;

/// <summary>Properties that throw on failure and take the same cases in every run.</summary>
internal static class SeededConfig
{
    public static Config Instance { get; } =
        Config.QuickThrowOnFailure.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20261121UL, 9241UL), FSharpOption<int>.None)));
}
