using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AsyncCrawler.ParserWorkers.Text;

namespace AsyncCrawler.ParserWorkers.Tests.Text;

public sealed class Big5IndexTests
{
    [Fact]
    public void Standard_TheIndex_IsThatOfTheEncodingStandardCharacterByCharacter()
    {
        var index = Big5Index.Build();

        Assert.Equal(18_590, index.Count(codePoint => codePoint > 0));

        // SHA-256 of the standard's index as little-endian 32-bit numbers, 0 where there is no character.
        Assert.Equal(
            "6a1d3a91d2b196ba7fd84a2813509539834dc500d6e2214e4ca4143287298920",
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(index.AsSpan()))));
    }
}
