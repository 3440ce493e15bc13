namespace AsyncCrawler.ParserWorkers.Text;

/// <summary>The characters of an encoding of one or two bytes, laid out by bytes instead of the standard's pointers.</summary>
internal sealed class DoubleByteIndex
{
    private const int FirstLead = 0x81;
    private const int FirstTrail = 0x40;
    private const int Trails = 0x100 - FirstTrail;

    private readonly char[] _pairs = new char[(0x100 - FirstLead) * Trails];
    private readonly char[] _singles = new char[0x100];

    /// <summary>Makes an index in which only ASCII has a meaning.</summary>
    public DoubleByteIndex()
    {
        Array.Fill(_pairs, TextDecoder.Replacement);
        Array.Fill(_singles, TextDecoder.Replacement);
        for (var value = 0; value < 0x80; value++)
        {
            _singles[value] = (char)value;
        }
    }

    /// <summary>Says that a byte begins a pair.</summary>
    public const char Lead = '\0';

    /// <summary>Finds what a byte means: a character, <see cref="Lead"/> (unless the byte is 0), or U+FFFD.</summary>
    /// <param name="value">The byte.</param>
    /// <returns>The character.</returns>
    public char this[byte value] => _singles[value];

    /// <summary>Finds what a pair means: a character, or U+FFFD.</summary>
    /// <param name="lead">A lead byte.</param>
    /// <param name="trail">The byte behind it.</param>
    /// <returns>The character.</returns>
    public char this[byte lead, byte trail] => trail < FirstTrail ? TextDecoder.Replacement : _pairs[At(lead, trail)];

    /// <summary>Gives a byte a meaning.</summary>
    /// <param name="value">The byte.</param>
    /// <param name="character">The character, or <see cref="Lead"/>.</param>
    public void Set(int value, char character) => _singles[value] = character;

    /// <summary>Gives a pair a meaning.</summary>
    /// <param name="lead">The lead byte, at least 0x81.</param>
    /// <param name="trail">The trail byte, at least 0x40.</param>
    /// <param name="character">The character.</param>
    public void Set(int lead, int trail, char character) => _pairs[At(lead, trail)] = character;

    private static int At(int lead, int trail) => ((lead - FirstLead) * Trails) + trail - FirstTrail;
}
