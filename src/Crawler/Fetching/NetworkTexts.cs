using System.Net;

namespace AsyncCrawler.Fetching;

/// <summary>Lists of networks in the configuration.</summary>
internal static class NetworkTexts
{
    /// <summary>What is wrong with a list, one line for each element.</summary>
    /// <param name="option">The name of the list.</param>
    /// <param name="texts">Its elements.</param>
    public static IEnumerable<string> FaultsOf(string option, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            if (!IPNetwork.TryParse(text, out var network))
            {
                yield return $"{option}: '{text}' is no network in CIDR form, for example 10.1.0.0/16.";
            }
            else if (network.BaseAddress.IsIPv4MappedToIPv6)
            {
                // Addresses are compared as what they are on the wire, so this would match none.
                yield return $"{option}: '{text}' is a mapped form: write the IPv4 network.";
            }
        }
    }
}
