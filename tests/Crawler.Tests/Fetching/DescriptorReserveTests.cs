using System.Net.Sockets;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class DescriptorReserveTests
{
    [Theory]
    [InlineData(959, "1024", false)]
    [InlineData(960, "1024", true)]
    [InlineData(3, "64", true)]
    [InlineData(1_000_000, "unlimited", false)]
    public void Q05_IsLast_OfADescriptor_TellsWhenItComesNearTheLimit(int descriptor, string limit, bool isLast) =>
        Assert.Equal(isLast, DescriptorReserve.IsLast(descriptor, ["Limit                     Soft Limit           Hard Limit           Units", $"Max open files            {limit,-20} 524288               files"]));

    [Fact]
    public void IsLast_WhereNoLimitIsTold_IsFalse() => Assert.False(DescriptorReserve.IsLast(1_000_000, []));

    [Fact]
    public void Check_OfASocketOfThisProcess_LetsItPass()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        DescriptorReserve.Check(socket);
    }
}
