using System.Buffers;
using System.Numerics;

namespace AsyncCrawler.Fetching;

/// <summary>
/// The buffers of bodies; their lengths are powers of two. A commit gives back dozens of them at once, of which the pool of the
/// process would keep few for each core; so those of the lengths that most pages need are kept here, 16 MB of them at most.
/// Thread-safe.
/// </summary>
internal static class BodyBuffers
{
    private const int LeastBytes = 4 * 1024;
    private const int MostBytes = 64 * 1024;
    private const int MostOfALength = 128;

    private static readonly Shelf[] Shelves = [.. Enumerable.Range(0, BitOperations.Log2(MostBytes / LeastBytes) + 1).Select(i => new Shelf(LeastBytes << i))];

    /// <summary>Gives a buffer.</summary>
    /// <param name="size">Its length, a power of two.</param>
    public static byte[] Rent(int size) => ShelfOf(size) is { } shelf ? shelf.Take() : ArrayPool<byte>.Shared.Rent(size);

    /// <summary>Takes a buffer back; one of no length is nobody's.</summary>
    public static void Return(byte[] buffer)
    {
        if (ShelfOf(buffer.Length) is { } shelf)
        {
            shelf.Put(buffer);
        }
        else if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Shelf? ShelfOf(int size) => size is >= LeastBytes and <= MostBytes ? Shelves[BitOperations.Log2((uint)size / LeastBytes)] : null;

    /// <summary>Buffers of one length; the one that came last goes first, as it may still be in a processor's cache.</summary>
    private sealed class Shelf(int size)
    {
        private readonly Stack<byte[]> _buffers = new();
        private readonly Lock _gate = new();

        public byte[] Take()
        {
            lock (_gate)
            {
                return _buffers.TryPop(out var buffer) ? buffer : GC.AllocateUninitializedArray<byte>(size);
            }
        }

        public void Put(byte[] buffer)
        {
            lock (_gate)
            {
                if (_buffers.Count < MostOfALength)
                {
                    _buffers.Push(buffer);
                }
            }
        }
    }
}
