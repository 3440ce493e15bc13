using System.Net;
using AsyncCrawler.Fetching;

namespace AsyncCrawler.Tests.Fetching;

public sealed class AddressPolicyTests
{
    public static TheoryData<string> NotPublic => new(
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.0.0.66",
        "127.255.255.255", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
        "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
        "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.66", "::ffff:10.0.0.1", "::127.0.0.66", "::8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:42", "64:ff9b::808:808",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:1ff::1", "2001:db8::1", "2002:7f00:42::", "2002:808:808::1",
        "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1", "ff0e::1");

    public static TheoryData<string> Public => new(
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1", "169.253.255.255",
        "172.15.255.255", "172.32.0.1", "192.0.1.1", "192.0.3.1", "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1", "223.255.255.255",
        "::ffff:8.8.8.8", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111", "2a00:1450::1", "3ffe::1");

    [Theory]
    [MemberData(nameof(NotPublic))]
    public void S1_AddressThatIsNotPublic_IsRefused(string address) => Assert.False(new AddressPolicy(new FetchOptions()).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [MemberData(nameof(Public))]
    public void S1_PublicAddress_IsAllowed(string address) => Assert.True(new AddressPolicy(new FetchOptions()).IsAllowed(IPAddress.Parse(address)));

    [Fact]
    public void S1_PublicAddressWithAScope_IsRefused() =>
        Assert.False(new AddressPolicy(new FetchOptions()).IsAllowed(new IPAddress(IPAddress.Parse("2606:4700::1111").GetAddressBytes(), 1)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("192.168.1.1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("169.254.169.254", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void AllowPrivateNetworks_OpensPrivateAndLoopbackAddressesOnly(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressPolicy(new FetchOptions { AllowPrivateNetworks = true }).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("127.0.0.2", false)]
    [InlineData("fd00:1::7", true)]
    [InlineData("fd00:2::7", false)]
    public void AllowedNetworks_OpenNothingElse(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressPolicy(new FetchOptions { AllowedNetworks = { "127.0.0.1/32", "fd00:1::/32" } }).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("64:ff9b::7f00:42", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2002:7f00:42::", false)]
    [InlineData("2002:808:808::1", true)]
    [InlineData("2001:0:4136:e378:8000:63bf:80ff:ffbd", false)] // 127.0.0.66, inverted
    [InlineData("2001:0:4136:e378:8000:63bf:f7f7:f7f7", true)] // 8.8.8.8, inverted
    [InlineData("::127.0.0.66", false)]
    [InlineData("::8.8.8.8", true)]
    public void S1_AllowedNetworkOfTranslatedAddresses_OpensNoneThatStandsForAForbiddenOne(string address, bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            new AddressPolicy(new FetchOptions { AllowedNetworks = { "64:ff9b::/96", "2002::/16", "2001::/32", "::/96" } }).IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("8.8.4.4", true)]
    [InlineData("10.1.0.1", false)]
    [InlineData("10.2.0.1", true)]
    [InlineData("2606:4700::1", false)]
    [InlineData("64:ff9b::808:808", false)]
    public void DeniedNetworks_CloseWhateverElseIsAllowed(string address, bool isAllowed)
    {
        var options = new FetchOptions
        {
            AllowPrivateNetworks = true,
            AllowedNetworks = { "10.0.0.0/8", "64:ff9b::/96" },
            DeniedNetworks = { "8.8.8.8/32", "10.1.0.0/16", "2606:4700::/32" },
        };

        Assert.Equal(isAllowed, new AddressPolicy(options).IsAllowed(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(443, true)]
    [InlineData(8080, true)]
    [InlineData(0, false)]
    [InlineData(22, false)]
    [InlineData(25, false)]
    [InlineData(6379, false)]
    public void D17_PortsByDefault_AreThoseOfWebServers(int port, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressPolicy(new FetchOptions()).IsAllowedPort(port));

    [Fact]
    public void Ports_OfTheConfiguration_ReplaceTheDefault()
    {
        var policy = new AddressPolicy(new FetchOptions { AllowedPorts = { 81 } });

        Assert.True(policy.IsAllowedPort(81));
        Assert.False(policy.IsAllowedPort(80));
    }

    [Theory]
    [InlineData(5432, true)]
    [InlineData(0, false)]
    [InlineData(65_536, false)]
    public void Ports_WithPrivateNetworks_AreAllButZero(int port, bool isAllowed) =>
        Assert.Equal(isAllowed, new AddressPolicy(new FetchOptions { AllowPrivateNetworks = true }).IsAllowedPort(port));
}
