using Eci.Web.OutgoingHttp;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web.OutgoingHttp;

internal sealed class Urls_of_receivers
{
    [TestCase("https://example.com/hooks?shop=1")]
    [TestCase("https://example.com:8443/")]
    [TestCase("https://bücher.example.com/")]
    [TestCase("https://1.1.1.1/")]
    [TestCase("https://[2600::1]/")]
    public void Are_accepted_in_Production(string url) => Assert.That(Read(url, Environments.Production), Is.Null);

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("example.com")]
    [TestCase("/hooks")]
    [TestCase("ftp://example.com/")]
    [TestCase("file:///etc/passwd")]
    [TestCase("http://example.com/")]
    [TestCase("https://ada@example.com/")]
    [TestCase("https://ada:secret@example.com/")]
    [TestCase("https://example.com/#part")]
    [TestCase("https://example.com/a b")]
    [TestCase("https://example.com/\n")]
    [TestCase("https://example.com:22/")]
    [TestCase("https://example.com:80/")]
    [TestCase("https://localhost/")]
    [TestCase("https://localhost./")]
    [TestCase("https://api.localhost/")]
    [TestCase("https://intranet/")]
    [TestCase("https://127.0.0.1/")]
    [TestCase("https://127.1/")]
    [TestCase("https://2130706433/")]
    [TestCase("https://0x7f000001/")]
    [TestCase("https://0177.0.0.1/")]
    [TestCase("https://169.254.169.254/latest/meta-data")]
    [TestCase("https://10.0.0.1/")]
    [TestCase("https://[::1]/")]
    [TestCase("https://[::ffff:10.0.0.1]/")]
    [TestCase("https://[fd00::1]/")]
    public void Are_refused_in_Production(string url) => Assert.That(Read(url, Environments.Production), Is.Not.Empty);

    [Test]
    public void Are_refused_when_they_are_too_long() =>
        Assert.That(Read($"https://example.com/{new string('x', OutgoingUrls.MaxLength)}", Environments.Production), Is.Not.Empty);

    [TestCase("http://localhost:5080/sandbox/receiver/one")]
    [TestCase("http://127.0.0.1:9/")]
    [TestCase("https://192.168.1.1/")]
    public void May_be_private_in_Development(string url) => Assert.That(Read(url, Environments.Development), Is.Null);

    [TestCase("Development", false, "https://127.0.0.1/", false)]
    [TestCase("Production", true, "https://127.0.0.1/", true)]
    [TestCase("Production", true, "http://127.0.0.1/", false)]
    public void May_be_private_where_the_setting_says_so(string environment, bool allowed, string url, bool accepted) =>
        Assert.That(Read(url, environment, allowed) is null, Is.EqualTo(accepted));

    /// <summary>The problem; null when there is none.</summary>
    private static string? Read(string url, string environment, bool? allowed = null)
    {
        var urls = new OutgoingUrls(Options.Create(new OutgoingHttpOptions { AllowPrivateNetworks = allowed }), new NamedEnvironment(environment));
        var accepted = urls.TryRead(url, out var read, out var problem);
        Assert.That((accepted, read is not null), Is.EqualTo((problem is null, problem is null)));
        return problem;
    }

    private sealed class NamedEnvironment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "test";

        public string ContentRootPath { get; set; } = string.Empty;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
