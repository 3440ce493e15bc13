namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>ISO-2022-JP (Encoding §12.2.1), in the shape of the standard's state machine.</summary>
internal sealed class Iso2022JpDecoder : TextDecoder
{
    private const byte Escape = 0x1B;

    private enum State
    {
        Ascii,
        Roman,
        Katakana,
        LeadByte,
    }

    /// <inheritdoc/>
    public override int Decode(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        var state = State.Ascii;
        var hasEscaped = false;
        var written = 0;
        for (var read = 0; read < bytes.Length;)
        {
            var value = bytes[read++];
            if (value == Escape && TryReadState(bytes[read..], out var next))
            {
                // Two escape sequences without a character between them are an error, so that nothing can hide there.
                if (hasEscaped)
                {
                    characters[written++] = Replacement;
                }

                hasEscaped = true;
                state = next;
                read += 2;
                continue;
            }

            hasEscaped = false;
            characters[written++] = value == Escape ? Replacement : Decode(state, value, bytes, ref read);
        }

        return written;
    }

    private static bool TryReadState(ReadOnlySpan<byte> sequence, out State state)
    {
        (var isKnown, state) = sequence switch
        {
            [(byte)'(', (byte)'B', ..] => (true, State.Ascii),
            [(byte)'(', (byte)'J', ..] => (true, State.Roman),
            [(byte)'(', (byte)'I', ..] => (true, State.Katakana),
            [(byte)'$', (byte)'@' or (byte)'B', ..] => (true, State.LeadByte),
            _ => (false, State.Ascii),
        };
        return isKnown;
    }

    private static char Decode(State state, byte value, ReadOnlySpan<byte> bytes, ref int read) => state switch
    {
        State.Katakana => value is >= 0x21 and <= 0x5F ? (char)(0xFF61 - 0x21 + value) : Replacement,
        State.LeadByte => DecodePair(value, bytes, ref read),
        _ when value is >= 0x80 or 0x0E or 0x0F => Replacement,
        State.Roman when value == (byte)'\\' => '¥',
        State.Roman when value == (byte)'~' => '‾',
        _ => (char)value,
    };

    private static char DecodePair(byte lead, ReadOnlySpan<byte> bytes, ref int read)
    {
        if (lead is < 0x21 or > 0x7E || read == bytes.Length || bytes[read] == Escape)
        {
            return Replacement;
        }

        var trail = bytes[read++];
        return trail is >= 0x21 and <= 0x7E ? JapaneseIndexes.Jis0208(((lead - 0x21) * 94) + trail - 0x21) : Replacement;
    }
}
