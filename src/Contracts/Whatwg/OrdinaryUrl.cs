using System.Diagnostics.CodeAnalysis;

namespace AsyncCrawler.Contracts.Whatwg;

internal static class OrdinaryUrl
{
    public static bool TryParse(ReadOnlySpan<char> input, WhatwgUrl? baseUrl, [NotNullWhen(true)] out WhatwgUrl? url)
    {
        url = null;
        return false;
    }
}
