namespace AsyncCrawler.Contracts.Whatwg.Idna;

/// <summary>
/// The Unicode 17.0 data of UTS #46, read once from idna.bin when the first non-ASCII host is met (made by
/// eng/unicode, where the form is described).
/// </summary>
internal sealed class IdnaTables
{
    private const int KindBits = 3;

    private static readonly Lazy<IdnaTables> _instance = new(Load);

    private readonly int[][] _strings;
    private readonly int[] _mappingStarts;
    private readonly int[] _mappingValues;
    private readonly int[] _propertyStarts;
    private readonly int[] _propertyValues;
    private readonly Dictionary<(int First, int Second), int> _composites = [];
    private readonly Dictionary<int, (int First, int Second)> _halves = [];

    private IdnaTables(ReadOnlySpan<byte> data)
    {
        _strings = new int[ReadNumber(ref data)][];
        foreach (ref var text in _strings.AsSpan())
        {
            text = new int[ReadNumber(ref data)];
            foreach (ref var codePoint in text.AsSpan())
            {
                codePoint = ReadNumber(ref data);
            }
        }

        (_mappingStarts, _mappingValues) = ReadRanges(ref data);
        ViramaRank = ReadNumber(ref data);
        (_propertyStarts, _propertyValues) = ReadRanges(ref data);
        var composite = 0;
        for (var count = ReadNumber(ref data); count > 0; count--)
        {
            composite += ReadNumber(ref data);
            var halves = (ReadNumber(ref data), ReadNumber(ref data));
            _halves.Add(composite, halves);
            _composites.Add(halves, composite);
        }
    }

    public static IdnaTables Instance => _instance.Value;

    /// <summary>The combining rank of the characters that let a joiner stand (RFC 5892 appendix A).</summary>
    public int ViramaRank { get; }

    /// <summary>The mapping step of UTS #46 §4 for one code point.</summary>
    /// <returns>False where the code point is disallowed.</returns>
    public bool TryMap(int codePoint, List<int> output)
    {
        var index = IndexOf(_mappingStarts, codePoint);
        var distance = codePoint - _mappingStarts[index];
        var (status, payload) = Unpack(_mappingValues[index]);
        switch (status)
        {
            case IdnaStatus.Valid:
                output.Add(codePoint);
                return true;
            case IdnaStatus.Ignored:
                return true;
            case IdnaStatus.MappedByOffset:
                output.Add(codePoint + ((payload >> 1) ^ -(payload & 1)));
                return true;
            case IdnaStatus.Alternating:
                output.Add(distance % 2 == 0 ? codePoint + 1 : codePoint);
                return true;
            case IdnaStatus.MappedToString:
                output.AddRange(_strings[payload + distance]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>True where UTS #46 gives the code point status valid or deviation.</summary>
    public bool IsValid(int codePoint)
    {
        var index = IndexOf(_mappingStarts, codePoint);
        return Unpack(_mappingValues[index]).Status switch
        {
            IdnaStatus.Valid => true,
            IdnaStatus.Alternating => (codePoint - _mappingStarts[index]) % 2 == 1,
            _ => false,
        };
    }

    /// <summary>The properties of a valid code point; of others the answer has no meaning.</summary>
    public CodePointProperties PropertiesOf(int codePoint) => new(_propertyValues[IndexOf(_propertyStarts, codePoint)]);

    /// <summary>The primary composite of two code points, Hangul excepted.</summary>
    public bool TryCompose(int first, int second, out int composite) => _composites.TryGetValue((first, second), out composite);

    /// <summary>One step of the canonical decomposition of a primary composite, Hangul excepted.</summary>
    public bool TryDecompose(int composite, out (int First, int Second) halves) => _halves.TryGetValue(composite, out halves);

    private static IdnaTables Load()
    {
        using var stream = typeof(IdnaTables).Assembly.GetManifestResourceStream(typeof(IdnaTables), "idna.bin")
            ?? throw new InvalidOperationException("The resource idna.bin is not in AsyncCrawler.Contracts: see eng/unicode/README.md.");
        var data = new byte[stream.Length];
        stream.ReadExactly(data);
        return new IdnaTables(data);
    }

    private static (IdnaStatus Status, int Payload) Unpack(int value) =>
        ((IdnaStatus)(value & ((1 << KindBits) - 1)), value >> KindBits);

    private static int IndexOf(int[] starts, int codePoint)
    {
        var index = Array.BinarySearch(starts, codePoint);
        return index < 0 ? ~index - 1 : index;
    }

    private static (int[] Starts, int[] Values) ReadRanges(ref ReadOnlySpan<byte> data)
    {
        var starts = new int[ReadNumber(ref data)];
        var values = new int[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = ReadNumber(ref data) + (i == 0 ? 0 : starts[i - 1]);
            values[i] = ReadNumber(ref data);
        }

        return (starts, values);
    }

    private static int ReadNumber(ref ReadOnlySpan<byte> data)
    {
        var number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[0];
            data = data[1..];
            number |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
