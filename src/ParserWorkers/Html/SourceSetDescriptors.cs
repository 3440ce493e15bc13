using System.Globalization;

namespace AsyncCrawler.ParserWorkers.Html;

/// <summary>The descriptors behind the URL of an image candidate (HTML §4.8.4.3.10, steps 8 to 16).</summary>
internal static class SourceSetDescriptors
{
    /// <summary>Reads the descriptors of one candidate.</summary>
    /// <param name="rest">The text behind the URL; afterwards the text behind the candidate's comma.</param>
    /// <returns>False when the standard drops the candidate because of its descriptors.</returns>
    public static bool TryRead(ref ReadOnlySpan<char> rest)
    {
        var seen = new Seen();
        var isValid = true;
        var start = -1;
        var inParentheses = false;
        var position = 0;
        for (; position < rest.Length; position++)
        {
            var character = rest[position];
            if (inParentheses)
            {
                inParentheses = character != ')';
                continue;
            }

            if (character == ',' || AsciiWhitespace.Contains(character))
            {
                isValid &= start < 0 || seen.Add(rest[start..position]);
                start = -1;
                if (character == ',')
                {
                    break;
                }

                continue;
            }

            start = start < 0 ? position : start;
            inParentheses = character == '(';
        }

        isValid &= start < 0 || position < rest.Length || seen.Add(rest[start..]);
        rest = rest[Math.Min(position + 1, rest.Length)..];
        return isValid && seen.IsComplete;
    }

    private struct Seen
    {
        private bool _width;
        private bool _density;
        private bool _height;

        // Step 15: a future-compat-h is only valid beside a width.
        public readonly bool IsComplete => !_height || _width;

        public bool Add(ReadOnlySpan<char> descriptor)
        {
            var number = descriptor[..^1];
            return descriptor[^1] switch
            {
                'w' => !_width && !_density && IsPositiveInteger(number) && (_width = true),
                'x' => !_width && !_density && !_height && IsFloat(number) && (_density = true),
                'h' => !_height && !_density && IsPositiveInteger(number) && (_height = true),
                _ => false,
            };
        }

        private static bool IsPositiveInteger(ReadOnlySpan<char> digits) =>
            !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9') && digits.ContainsAnyInRange('1', '9');

        // A valid floating-point number (HTML §2.3.4.3) that is not negative: neither "+1" nor "1." nor "NaN".
        private static bool IsFloat(ReadOnlySpan<char> text) =>
            !text.IsEmpty && text[0] != '+' && text[^1] is >= '0' and <= '9' && !text.Contains(".e", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out var value)
            && value >= 0;
    }
}
