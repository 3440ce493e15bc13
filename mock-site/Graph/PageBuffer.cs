using System.Buffers;
using System.Text;

namespace AsyncCrawler.MockSite.Graph;

/// <summary>A page while it is written: UTF-8 in a rented array that goes back on disposal. Not thread-safe.</summary>
internal sealed class PageBuffer : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(40_000);

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write or disposal.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Appends bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> utf8)
    {
        Reserve(utf8.Length);
        utf8.CopyTo(_bytes.AsSpan(Length));
        Length += utf8.Length;
    }

    /// <summary>Appends text as it is.</summary>
    public void Write(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    /// <summary>Appends a number in decimal.</summary>
    public void Write(int number)
    {
        Reserve(11);
        number.TryFormat(_bytes.AsSpan(Length), out var written);
        Length += written;
    }

    /// <summary>Appends the value of a double-quoted attribute; addresses hold no other character that HTML escapes.</summary>
    public void WriteAddress(string address) =>
        Write(address.Contains('&', StringComparison.Ordinal) ? address.Replace("&", "&amp;", StringComparison.Ordinal) : address);

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - Length >= count)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, Length + count));
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
