using System.Net;
using Eci.Web.OutgoingHttp;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web.OutgoingHttp;

internal sealed class Addresses_of_receivers
{
    [TestCase("1.1.1.1")]
    [TestCase("9.255.255.255")]
    [TestCase("11.0.0.0")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("126.255.255.255")]
    [TestCase("128.0.0.1")]
    [TestCase("168.63.129.15")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("192.167.255.255")]
    [TestCase("192.169.0.0")]
    [TestCase("223.255.255.255")]
    [TestCase("2600::1")]
    [TestCase("2a00:1450:4001:80b::200e")]
    public void Are_public(string address) => Assert.That(PublicAddresses.Contain(IPAddress.Parse(address)), Is.True);

    [TestCase("0.0.0.0", TestName = "unspecified")]
    [TestCase("0.1.2.3", TestName = "this network")]
    [TestCase("10.0.0.1", TestName = "private 10")]
    [TestCase("100.64.0.1", TestName = "carrier-grade NAT")]
    [TestCase("100.100.100.200", TestName = "metadata within carrier-grade NAT")]
    [TestCase("127.0.0.1", TestName = "loopback")]
    [TestCase("127.255.255.254", TestName = "end of loopback")]
    [TestCase("168.63.129.16", TestName = "platform address of a cloud")]
    [TestCase("169.254.169.254", TestName = "metadata")]
    [TestCase("172.16.0.1", TestName = "private 172, begin")]
    [TestCase("172.31.255.255", TestName = "private 172, end")]
    [TestCase("192.0.0.192", TestName = "protocol assignments")]
    [TestCase("192.0.2.1", TestName = "documentation 1")]
    [TestCase("192.88.99.1", TestName = "6to4 relay")]
    [TestCase("192.168.1.1", TestName = "private 192")]
    [TestCase("198.18.0.1", TestName = "benchmarks")]
    [TestCase("198.51.100.7", TestName = "documentation 2")]
    [TestCase("203.0.113.9", TestName = "documentation 3")]
    [TestCase("224.0.0.1", TestName = "multicast")]
    [TestCase("255.255.255.255", TestName = "broadcast")]
    [TestCase("::", TestName = "unspecified of IPv6")]
    [TestCase("::1", TestName = "loopback of IPv6")]
    [TestCase("::ffff:127.0.0.1", TestName = "mapped loopback")]
    [TestCase("::ffff:1.1.1.1", TestName = "mapped public address")]
    [TestCase("::127.0.0.1", TestName = "compatible loopback")]
    [TestCase("64:ff9b::7f00:1", TestName = "NAT64")]
    [TestCase("64:ff9b:1::1", TestName = "local NAT64")]
    [TestCase("2001::1", TestName = "Teredo")]
    [TestCase("2001:db8::1", TestName = "documentation of IPv6")]
    [TestCase("2002:7f00:1::1", TestName = "6to4")]
    [TestCase("3fff::1", TestName = "new documentation of IPv6")]
    [TestCase("fc00::1", TestName = "unique local fc")]
    [TestCase("fd00:ec2::254", TestName = "metadata of IPv6")]
    [TestCase("fe80::1", TestName = "link-local of IPv6")]
    [TestCase("fec0::1", TestName = "site-local of IPv6")]
    [TestCase("ff02::1", TestName = "multicast of IPv6")]
    public void Are_refused(string address) => Assert.That(PublicAddresses.Contain(IPAddress.Parse(address)), Is.False);
}
