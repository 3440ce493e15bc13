using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncCrawler.Host.Jobs;

/// <summary>Proves to a receiver that a message is ours and of when it says: HMAC-SHA256 over the time, a point, and the body.</summary>
internal static class WebhookSignature
{
    /// <summary>The field that carries it.</summary>
    public const string Field = "AsyncCrawler-Signature";

    /// <summary>Signs a body.</summary>
    /// <param name="secret">The key.</param>
    /// <param name="at">When it is sent: a receiver refuses what is old.</param>
    /// <param name="body">The body.</param>
    /// <returns><c>t=</c> seconds since 1970, <c>v1=</c> 64 hexadecimal digits.</returns>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.ASCII.GetBytes(time + "."), .. body];
        return $"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }
}
