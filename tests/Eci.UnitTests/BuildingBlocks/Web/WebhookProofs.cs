using System.Security.Cryptography;
using System.Text;
using Eci.Core;
using Eci.UnitTests.BuildingBlocks.Web.Support;
using Eci.Web.Webhooks;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Web;

internal sealed class WebhookProofs
{
    private static readonly DateTimeOffset Now = WebTestHost.StartTime;
    private static readonly byte[] OldKey = "old key"u8.ToArray();
    private static readonly byte[] NewKey = "new key"u8.ToArray();
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{ "text" : "ü" }""");

    [TestCase("Bearer old", true)]
    [TestCase("Bearer new", true)]
    [TestCase("Bearer expired", false)]
    [TestCase("Bearer ", false)]
    [TestCase("old", false)]
    [TestCase("bearer old", false)]
    public void Of_secrets_hold_while_the_secret_is_valid(string header, bool accepted)
    {
        var webhook = new IncomingWebhook { Id = "wh_1", TenantId = "pk_1", AppId = "app_1" };
        var expired = WebhookSecret.Create(webhook, "expired", Now);
        expired.ExpiresAt = Now;
        var old = WebhookSecret.Create(webhook, "old", Now);
        old.ExpiresAt = Now.AddMinutes(1);
        var target = Target(expired, old, WebhookSecret.Create(webhook, "new", Now));
        Assert.That(Accepts(new SecretHeader("Authorization", "Bearer "), target, header), Is.EqualTo(accepted));
    }

    [TestCase("")]
    [TestCase("anything")]
    public void Of_secrets_never_hold_without_a_secret(string header) =>
        Assert.That(Accepts(new SecretHeader("Authorization"), Target(), header), Is.False);

    [Test]
    public void Of_secrets_do_not_hold_when_the_header_is_repeated()
    {
        var webhook = new IncomingWebhook { Id = "wh_1", TenantId = "pk_1", AppId = "app_1" };
        var target = Target(WebhookSecret.Create(webhook, "right", Now));
        Assert.That(Accepts(new SecretHeader("Authorization"), target, "right", "right"), Is.False);
    }

    [Test]
    public void Of_signatures_hold_for_each_accepted_key_and_the_exact_bytes()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Signed(Hex(OldKey, Body)), Is.True);
            Assert.That(Signed(Hex(NewKey, Body).ToUpperInvariant().Replace("SHA256", "sha256", StringComparison.Ordinal)), Is.True);
            Assert.That(Signed(Hex("other key"u8.ToArray(), Body)), Is.False);
            Assert.That(Signed(Hex(OldKey, """{"text":"ü"}"""u8.ToArray())), Is.False, "The same JSON in other bytes.");
            Assert.That(Signed(Hex(OldKey, Body)[..^2]), Is.False);
            Assert.That(Signed(Hex(OldKey, Body)["sha256=".Length..]), Is.False);
            Assert.That(Signed("sha256=" + new string('g', 64)), Is.False);
            Assert.That(Signed(), Is.False);
        });
    }

    private static string Hex(byte[] key, byte[] body) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(key, body));

    private static bool Signed(params string[] header) =>
        Accepts(new HmacHeader<SampleApp>("x-signature", _ => [OldKey, NewKey], "sha256="), Target(), header);

    private static bool Accepts(IWebhookSignature<SampleApp> signature, WebhookTarget target, params string[] header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;
        context.Request.Headers["x-signature"] = header;
        var check = signature.CheckAsync(new SignedCall(context.Request, Body, target, Now), SampleApp.New(), CancellationToken.None);
        return check is { IsCompletedSuccessfully: true, Result: SignatureVerdict.Accepted };
    }

    private static WebhookTarget Target(params WebhookSecret[] secrets) => new("wh_1", "pk_1", "sample", SampleApp.New(), secrets, []);
}
