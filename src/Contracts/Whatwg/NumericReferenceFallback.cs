using System.Globalization;
using System.Text;

namespace AsyncCrawler.Contracts.Whatwg;

/// <summary>
/// Replaces what an encoding lacks by the percent-encoded character reference of URL §1.3. The reference is ASCII of
/// characters that percent-encoding leaves alone, so that it passes through the encoder and what follows unchanged.
/// </summary>
internal sealed class NumericReferenceFallback : EncoderFallback
{
    /// <summary>"%26%23" + seven digits + "%3B".</summary>
    public override int MaxCharCount => 16;

    public static string ReferenceTo(int codePoint) =>
        string.Create(CultureInfo.InvariantCulture, $"%26%23{codePoint}%3B");

    public override EncoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : EncoderFallbackBuffer
    {
        private string _text = "";
        private int _next;

        public override int Remaining => _text.Length - _next;

        /// <summary>A lone surrogate counts as U+FFFD: the standard encodes scalar values.</summary>
        public override bool Fallback(char charUnknown, int index) =>
            Start(char.IsSurrogate(charUnknown) ? '\uFFFD' : charUnknown);

        public override bool Fallback(char charUnknownHigh, char charUnknownLow, int index) =>
            Start(char.ConvertToUtf32(charUnknownHigh, charUnknownLow));

        public override char GetNextChar() => Remaining > 0 ? _text[_next++] : '\0';

        public override bool MovePrevious()
        {
            if (_next == 0)
            {
                return false;
            }

            _next--;
            return true;
        }

        public override void Reset() => Start("");

        private bool Start(int codePoint) => Start(ReferenceTo(codePoint));

        private bool Start(string text)
        {
            _text = text;
            _next = 0;
            return text.Length > 0;
        }
    }
}
