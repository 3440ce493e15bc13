using System.Text.RegularExpressions;

namespace AsyncCrawler.MockSite.Stubs;

/// <summary>A condition on the values of one header field or query parameter.</summary>
internal sealed class ValuePattern
{
    private readonly Regex? _expression;

    /// <summary>Compiles the condition.</summary>
    /// <exception cref="ArgumentException">The operand is no regular expression, and the kind asks for one.</exception>
    public ValuePattern(ValuePatternKind kind, string operand, bool ignoresCase)
    {
        Kind = kind;
        Operand = operand;
        IgnoresCase = ignoresCase;
        _expression = kind is ValuePatternKind.Matches or ValuePatternKind.DoesNotMatch ? WholeMatch.Compile(operand) : null;
    }

    /// <summary>How values are compared.</summary>
    public ValuePatternKind Kind { get; }

    /// <summary>What they are compared with; empty for <see cref="ValuePatternKind.Absent"/>.</summary>
    public string Operand { get; }

    /// <summary>Whether <see cref="ValuePatternKind.EqualTo"/> disregards case.</summary>
    public bool IgnoresCase { get; }

    /// <summary>
    /// Whether any of the values fulfils the condition. Where there is no value only <see cref="ValuePatternKind.Absent"/> and
    /// <see cref="ValuePatternKind.DoesNotMatch"/> hold: so WireMock 3.13.2, checked by the comparison tests.
    /// </summary>
    public bool Matches(IReadOnlyList<string?> values) => Kind switch
    {
        ValuePatternKind.Absent => values.Count == 0,
        ValuePatternKind.DoesNotMatch => values.Count == 0 || values.Any(IsMatch),
        _ => values.Any(IsMatch),
    };

    private bool IsMatch(string? value)
    {
        value ??= "";
        return Kind switch
        {
            ValuePatternKind.Contains => value.Contains(Operand, StringComparison.Ordinal),
            ValuePatternKind.Matches => _expression?.IsMatch(value) is true,
            ValuePatternKind.DoesNotMatch => _expression?.IsMatch(value) is false,
            _ => value.Equals(Operand, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal),
        };
    }
}
