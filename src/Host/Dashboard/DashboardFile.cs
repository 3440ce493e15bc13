using System.Security.Cryptography;

namespace AsyncCrawler.Host.Dashboard;

/// <summary>A file of the dashboard as it is served. Immutable.</summary>
/// <param name="Path">Where it is served, relative to the root, with slashes: <c>scripts/app.js</c>.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record DashboardFile(string Path, string ContentType, byte[] Content)
{
    /// <summary>A strong validator, quotes included: the same bytes, the same tag, on every machine.</summary>
    public string EntityTag { get; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(Content))[..32]}\"";
}
