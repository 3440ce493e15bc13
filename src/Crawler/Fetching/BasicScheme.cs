using System.Text;

namespace AsyncCrawler.Fetching;

/// <summary>The Basic authentication scheme (RFC 7617).</summary>
internal static class BasicScheme
{
    /// <summary>The value of an Authorization or Proxy-Authorization field.</summary>
    public static string FieldOf(string user, string? password) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>Whether a user can be written: a colon would end it, a control character is not allowed (§2).</summary>
    public static bool IsUser(string user) => user.Length > 0 && !user.Contains(':', StringComparison.Ordinal) && !user.Any(char.IsControl);
}
