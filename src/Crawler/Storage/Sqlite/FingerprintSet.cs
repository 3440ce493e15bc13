namespace AsyncCrawler.Storage.Sqlite;

/// <summary>
/// A set of 128-bit fingerprints in open addressing: at most three quarters full, 16 bytes a slot, nothing for the garbage
/// collector to follow, so 22 to 27 bytes a fingerprint once there are thousands. It is parted by the lowest byte into
/// segments that grow on their own: no insertion ever moves more than a 256th of the set. Not thread-safe.
/// </summary>
internal sealed class FingerprintSet
{
    private const int Segments = 256;
    private const int FirstCapacity = 16;

    private readonly UInt128[][] _slots = new UInt128[Segments][];
    private readonly int[] _counts = new int[Segments];
    private bool _hasZero;

    /// <summary>Makes an empty set.</summary>
    public FingerprintSet() => Array.Fill(_slots, []);

    /// <summary>Fingerprints in the set.</summary>
    public long Count => _counts.Sum(static count => (long)count) + (_hasZero ? 1 : 0);

    /// <summary>Bytes that the slots take.</summary>
    public long Bytes => _slots.Sum(static slots => 16L * slots.Length);

    /// <summary>Adds a fingerprint.</summary>
    /// <returns>False when it was in the set.</returns>
    public bool Add(UInt128 fingerprint)
    {
        // Zero marks an empty slot, so the one fingerprint that is zero lives outside.
        if (fingerprint == UInt128.Zero)
        {
            var isNew = !_hasZero;
            _hasZero = true;
            return isNew;
        }

        var segment = (byte)fingerprint;
        if ((_counts[segment] + 1L) * 4 > _slots[segment].Length * 3L)
        {
            Grow(segment);
        }

        var slots = _slots[segment];
        var slot = FindSlot(slots, fingerprint);
        if (slots[slot] == fingerprint)
        {
            return false;
        }

        slots[slot] = fingerprint;
        _counts[segment]++;
        return true;
    }

    private void Grow(byte segment)
    {
        // By a quarter, so that no more than two fifths of the slots are ever empty.
        var old = _slots[segment];
        var slots = new UInt128[Math.Max(FirstCapacity, old.Length + (old.Length / 4))];
        foreach (var fingerprint in old)
        {
            if (fingerprint != UInt128.Zero)
            {
                slots[FindSlot(slots, fingerprint)] = fingerprint;
            }
        }

        _slots[segment] = slots;
    }

    /// <summary>The slot of a fingerprint, or the empty one in which it belongs.</summary>
    private static int FindSlot(UInt128[] slots, UInt128 fingerprint)
    {
        // The upper bits, scaled to the capacity, which need not be a power of two. They are bits of a SHA-256: spread as they are.
        var slot = (int)Math.BigMul((ulong)(fingerprint >> 64), (ulong)slots.Length, out _);
        while (slots[slot] != UInt128.Zero && slots[slot] != fingerprint)
        {
            slot = slot + 1 == slots.Length ? 0 : slot + 1;
        }

        return slot;
    }
}
