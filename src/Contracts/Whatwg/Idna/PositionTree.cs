using System.Numerics;

namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>
/// A set of positions 0 … size − 1 that counts and selects in logarithmic time (a Fenwick tree). With it Punycode, which
/// is quadratic as RFC 3492 writes it, stays harmless on a hostile host of a megabyte.
/// </summary>
internal sealed class PositionTree
{
    private readonly int[] _counts;

    /// <param name="size">The number of positions.</param>
    /// <param name="isFull">Whether all of them are in the set at first, or none.</param>
    public PositionTree(int size, bool isFull)
    {
        _counts = new int[size + 1];
        for (var i = 1; isFull && i <= size; i++)
        {
            _counts[i] = i & -i;
        }
    }

    public void Add(int position) => Change(position, 1);

    /// <summary>How many positions of the set lie before <paramref name="position"/>.</summary>
    public int CountBefore(int position)
    {
        var count = 0;
        for (var i = position; i > 0; i -= i & -i)
        {
            count += _counts[i];
        }

        return count;
    }

    /// <summary>Removes the position that has <paramref name="rank"/> others of the set before it, and returns it.</summary>
    public int TakeAt(int rank)
    {
        var position = 0;
        for (var step = (int)BitOperations.RoundUpToPowerOf2((uint)_counts.Length); step > 0; step >>= 1)
        {
            if (position + step < _counts.Length && _counts[position + step] <= rank)
            {
                position += step;
                rank -= _counts[position];
            }
        }

        Change(position, -1);
        return position;
    }

    private void Change(int position, int amount)
    {
        for (var i = position + 1; i < _counts.Length; i += i & -i)
        {
            _counts[i] += amount;
        }
    }
}
