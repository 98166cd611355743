using System.Security.Cryptography;
using System.Xml.Linq;
using Eci.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Persistence;

internal sealed class A_wrapped_key
{
    private static readonly XElement Plain = new("key", new XAttribute("id", "1"), "s3cret");

    private readonly MasterKey _master = NewKey();

    [Test]
    public void Is_read_with_the_key_it_was_written_with()
    {
        var wrapped = Wrap();
        Assert.That(wrapped.ToString(), Does.Not.Contain("s3cret"));
        Assert.That(XNode.DeepEquals(Unwrap(wrapped, _master), Plain), Is.True);
    }

    [Test]
    public void Looks_different_each_time() => Assert.That(new[] { Wrap().Value, Wrap().Value }, Is.Unique);

    [Test]
    public void Is_not_read_without_that_key()
    {
        var wrapped = Wrap();
        Assert.That(() => Unwrap(wrapped, master: null), Throws.TypeOf<CryptographicException>().With.Message.Contains("set Eci:MasterKey"));
        Assert.That(() => Unwrap(wrapped, NewKey()), Throws.TypeOf<CryptographicException>().With.Message.Contains("Eci:MasterKey is not the key"));
    }

    [Test]
    public void Is_not_read_after_a_change()
    {
        var box = Convert.FromBase64String(Wrap().Value);
        box[^1] ^= 1;
        Assert.That(() => Unwrap(new XElement("eciKey", Convert.ToBase64String(box)), _master), Throws.TypeOf<CryptographicException>());
    }

    [TestCase("")]
    [TestCase("  ")]
    public void Needs_no_master_key_while_none_is_set(string text) => Assert.That(MasterKey.From(Configuration(text)), Is.Null);

    [TestCase("short")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Needs_a_master_key_of_32_bytes(string text) => Assert.That(
        () => MasterKey.From(Configuration(text)),
        Throws.TypeOf<InvalidConfigurationException>().With.Message.EqualTo("Eci:MasterKey must be 32 bytes written as base64."));

    private static MasterKey NewKey() => MasterKey.From(Configuration(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))))!;

    private static IConfiguration Configuration(string key) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Eci:MasterKey", key)]).Build();

    private static XElement Unwrap(XElement wrapped, MasterKey? master)
    {
        var services = new ServiceCollection();
        if (master is not null)
            services.AddSingleton(master);
        using var provider = services.BuildServiceProvider();
        return new MasterKeyDecryptor(provider).Decrypt(wrapped);
    }

    private XElement Wrap() => new MasterKeyEncryptor(_master).Encrypt(Plain).EncryptedElement;
}
