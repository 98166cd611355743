using System.Text;
using Eci.Core;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Core;

internal sealed class Secrets
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly IncomingWebhook Webhook = new() { Id = "wh_1", TenantId = "pk_1", AppId = "app_1" };

    [TestCase("s3cret", ExpectedResult = true)]
    [TestCase("s3cret ", ExpectedResult = false)]
    [TestCase("S3CRET", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool Of_a_webhook_are_accepted_as_they_are(string secret) => Accepts(WebhookSecret.Create(Webhook, "s3cret", Now), secret);

    [Test]
    public void Of_a_webhook_are_stored_as_nobody_can_read_or_compare_them()
    {
        var first = WebhookSecret.Create(Webhook, "s3cret", Now);
        var second = WebhookSecret.Create(Webhook, "s3cret", Now);
        Assert.That(first.Salt, Has.Length.EqualTo(16).And.Not.EqualTo(second.Salt));
        Assert.That(first.Hash, Has.Length.EqualTo(32).And.Not.EqualTo(second.Hash));
        Assert.That((first.TenantId, first.WebhookId, first.CreatedAt, first.ExpiresAt), Is.EqualTo(("pk_1", "wh_1", Now, (DateTimeOffset?)null)));
        Assert.That(first.Id, Does.StartWith("wh_sec_").And.Not.EqualTo(second.Id));
    }

    [TestCase(-1, ExpectedResult = false)]
    [TestCase(0, ExpectedResult = false)]
    [TestCase(1, ExpectedResult = true)]
    public bool Of_a_webhook_are_refused_from_their_end_on(int seconds)
    {
        var secret = WebhookSecret.Create(Webhook, "s3cret", Now);
        secret.ExpiresAt = Now.AddSeconds(seconds);
        return Accepts(secret, "s3cret");
    }

    [Test]
    public void Of_the_API_are_stored_as_their_SHA_256() =>
        Assert.That(ApiKey.HashOf("abc"), Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));

    private static bool Accepts(WebhookSecret stored, string secret) => stored.Accepts(Encoding.UTF8.GetBytes(secret), Now);
}
