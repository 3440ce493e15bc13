using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AsyncCrawler.Fetching;

/// <summary>A Set-Cookie field, read as RFC 6265bis §5.6 says: what is odd is left out, only a few fields are refused whole. Does not change once it is read.</summary>
internal sealed class SetCookie
{
    // §5.6: octets of name and value together, and of an attribute's value.
    private const int MaxPairLength = 4096;
    private const int MaxAttributeLength = 1024;

    // §5.5: "it is RECOMMENDED that the upper limit be 400 days".
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(400);

    private DateTimeOffset? _maxAge;
    private DateTimeOffset? _expires;

    private SetCookie()
    {
    }

    public required string Name { get; init; }

    public required string Value { get; init; }

    /// <summary>The Domain attribute without a leading dot, in lower case; empty when there is none.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>The Path attribute; null when there is none that begins with a slash.</summary>
    public string? Path { get; private set; }

    public bool IsSecure { get; private set; }

    public SameSiteMode SameSite { get; private set; } = SameSiteMode.Lax;

    /// <summary>When it is to be forgotten; null when the field does not say. Max-Age counts before Expires (§5.7 step 3).</summary>
    public DateTimeOffset? ExpiresAt => _maxAge ?? _expires;

    /// <summary>Reads a field.</summary>
    /// <param name="field">The value of the field, one character for each octet.</param>
    /// <param name="now">The time.</param>
    /// <param name="cookie">What it says, or null.</param>
    /// <returns>False when the field is to be ignored.</returns>
    public static bool TryParse(string field, DateTimeOffset now, [NotNullWhen(true)] out SetCookie? cookie)
    {
        cookie = null;
        if (field.Any(static character => character != '\t' && char.IsControl(character) && character < 0x80))
        {
            return false;
        }

        var parts = field.Split(';');
        var pair = parts[0];
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "" : Trim(pair[..equals]);
        var value = Trim(pair[(equals + 1)..]);
        if (name.Length + value.Length is 0 or > MaxPairLength)
        {
            return false;
        }

        cookie = new SetCookie { Name = name, Value = value };
        foreach (var part in parts.AsSpan(1))
        {
            var split = part.IndexOf('=', StringComparison.Ordinal);
            var text = split < 0 ? "" : Trim(part[(split + 1)..]);
            if (text.Length <= MaxAttributeLength)
            {
                cookie.Apply(Trim(split < 0 ? part : part[..split]).ToLowerInvariant(), text, now);
            }
        }

        return true;
    }

    // Of an attribute that comes twice the last one counts.
    private void Apply(string attribute, string text, DateTimeOffset now)
    {
        switch (attribute)
        {
            case "expires" when CookieDate.TryParse(text, out var date):
                _expires = date < now + MaxLifetime ? date : now + MaxLifetime;
                break;
            case "max-age":
                _maxAge = ReadMaxAge(text, now) ?? _maxAge;
                break;
            case "domain":
                Domain = (text.StartsWith('.') ? text[1..] : text).ToLowerInvariant();
                break;
            case "path":
                Path = text.StartsWith('/') ? text : null;
                break;
            case "secure":
                IsSecure = true;
                break;
            case "samesite":
                SameSite = text.ToLowerInvariant() switch { "none" => SameSiteMode.None, "strict" => SameSiteMode.Strict, _ => SameSiteMode.Lax };
                break;
        }
    }

    // §5.6.2: digits after an optional minus; what is not positive is over.
    private static DateTimeOffset? ReadMaxAge(string text, DateTimeOffset now)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        if (digits.Length == 0 || digits.Any(static digit => !char.IsAsciiDigit(digit)))
        {
            return null;
        }

        if (text[0] == '-')
        {
            return DateTimeOffset.MinValue;
        }

        return !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > MaxLifetime.TotalSeconds ? now + MaxLifetime
            : seconds == 0 ? DateTimeOffset.MinValue
            : now.AddSeconds(seconds);
    }

    private static string Trim(string text) => text.Trim(' ', '\t');
}
