using System.Buffers;
using System.Globalization;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>Text under construction: begins on the stack, moves to pooled arrays when it outgrows that. Dispose it once.</summary>
internal ref struct CharBuffer(Span<char> initial) : IDisposable
{
    private Span<char> _span = initial;
    private char[]? _rented;

    public int Length { get; private set; }

    public readonly ReadOnlySpan<char> Text => _span[..Length];

    public void Append(char value)
    {
        if (Length == _span.Length)
        {
            Grow(1);
        }

        _span[Length++] = value;
    }

    public void Append(scoped ReadOnlySpan<char> text) => text.CopyTo(AppendSpan(text.Length));

    /// <summary>Room for <paramref name="length"/> characters, already counted, for the caller to fill.</summary>
    public Span<char> AppendSpan(int length)
    {
        if (length > _span.Length - Length)
        {
            Grow(length);
        }

        Length += length;
        return _span.Slice(Length - length, length);
    }

    public void AppendDecimal(int value)
    {
        var digits = AppendSpan(11);
        value.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        Length -= digits.Length - written;
    }

    /// <summary>Moves what follows <paramref name="index"/> up to let <paramref name="text"/> in.</summary>
    public void Insert(int index, scoped ReadOnlySpan<char> text)
    {
        var tail = Length - index;
        AppendSpan(text.Length);
        _span.Slice(index, tail).CopyTo(_span[(index + text.Length)..]);
        text.CopyTo(_span[index..]);
    }

    public void Truncate(int length) => Length = length;

    public override readonly string ToString() => new(Text);

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<char>.Shared.Return(_rented);
            _rented = null;
        }
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(checked(Length + needed), (int)Math.Min(2L * _span.Length, Array.MaxLength)));
        Text.CopyTo(larger);
        Dispose();
        _span = _rented = larger;
    }
}
