namespace AsyncCrawler.MockSite.Graph;

/// <summary>
/// A sequence of draws that depends on its start alone, on every machine and in every release of .NET
/// (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
/// </summary>
internal sealed class SplitMix64(ulong start)
{
    private ulong _state = start;

    /// <summary>The sequence that belongs to item <paramref name="index"/> of <paramref name="purpose"/> under a seed.</summary>
    public static SplitMix64 For(int seed, DrawPurpose purpose, int index) =>
        new(Mix(Mix((uint)seed + ((ulong)purpose << 32)) + (uint)index));

    /// <summary>The next 64 bits.</summary>
    public ulong Next() => Mix(_state += 0x9E37_79B9_7F4A_7C15);

    /// <summary>A number from 0 to below <paramref name="bound"/>, which must be positive.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (uint)bound) >> 32);

    /// <summary>A number from <paramref name="low"/> to below <paramref name="high"/>.</summary>
    public int Between(int low, int high) => low + Below(high - low);

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
