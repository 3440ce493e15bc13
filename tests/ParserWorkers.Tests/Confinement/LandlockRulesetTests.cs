using System.Runtime.InteropServices;
using AsyncCrawler.ParserWorkers.Confinement;

namespace AsyncCrawler.ParserWorkers.Tests.Confinement;

/// <summary>linux/landlock.h: a bit that the kernel does not know makes it refuse the whole ruleset.</summary>
public sealed class LandlockRulesetTests
{
    [Theory]
    [InlineData(1, 0x1FFF, 0, 0)]
    [InlineData(2, 0x3FFF, 0, 0)] // REFER
    [InlineData(3, 0x7FFF, 0, 0)] // TRUNCATE
    [InlineData(4, 0x7FFF, 3, 0)] // BIND_TCP, CONNECT_TCP
    [InlineData(5, 0xFFFF, 3, 0)] // IOCTL_DEV
    [InlineData(6, 0xFFFF, 3, 1)] // ABSTRACT_UNIX_SOCKET
    [InlineData(7, 0xFFFF, 3, 3)] // SIGNAL
    [InlineData(99, 0xFFFF, 3, 3)]
    public void Everything_OfAVersion_HasTheBitsOfThatVersion(int version, ulong files, ulong network, ulong scopes) =>
        Assert.Equal(new LandlockRuleset(files, network, scopes), LandlockRuleset.Everything(version));

    [Fact]
    public void Structures_HaveTheKernelsSizes()
    {
        Assert.Equal(24, Marshal.SizeOf<LandlockRuleset>());
        Assert.Equal(12, Marshal.SizeOf<LandlockPathRule>());
        Assert.Equal(8, Marshal.SizeOf<FilterInstruction>());
        Assert.Equal(IntPtr.Size * 2, Marshal.SizeOf<FilterProgram>());
        Assert.Equal(IntPtr.Size * 2, Marshal.SizeOf<ResourceLimit>());
        Assert.Equal(8, Marshal.SizeOf<CapabilityHeader>());
        Assert.Equal(24, Marshal.SizeOf<CapabilitySets>());
    }
}
