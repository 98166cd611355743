using System.Text.Json;
using Eci.Modules.OutgoingWebhooks.Sending;
using Eci.Modules.Sandbox.Receiver;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.OutgoingWebhooks;

/// <summary>By the vectors that the libraries of Standard Webhooks share, where they are to be had.</summary>
internal sealed class Signatures_of_webhooks
{
    [Test]
    public void Are_those_of_the_vectors()
    {
        var vectors = Vectors().GetProperty("official").EnumerateArray().Concat(Vectors().GetProperty("derived").EnumerateArray()).ToList();
        Assert.That(vectors, Has.Count.GreaterThan(4));
        foreach (var vector in vectors)
        {
            var key = StandardWebhookProof.KeyOf(Text(vector, "secret")!)!;
            var signature = SigningSecret.Sign(
                Text(vector, "webhook-id")!, vector.GetProperty("webhook-timestamp").GetInt64(), Text(vector, "body")!, [key]);
            Assert.That(signature, Is.EqualTo(Text(vector, "expected")), vector.ToString());
        }
    }

    [Test]
    public void Are_checked_by_the_receiver_as_the_vectors_say()
    {
        var signed = Vectors().GetProperty("official")[0];
        var checks = Vectors().GetProperty("verification").EnumerateArray().Where(v => v.TryGetProperty("now", out _)).ToList();
        Assert.That(checks, Has.Count.GreaterThan(10));
        foreach (var check in checks)
        {
            string? Of(string name) => Text(check, "omit") == name ? null : Text(check, name) ?? signed.GetProperty(name).ToString();
            var accepted = StandardWebhookProof.Accepts(
                Of("webhook-id"),
                Of("webhook-timestamp"),
                Text(check, "header"),
                Of("body")!,
                [Text(signed, "secret")!],
                DateTimeOffset.FromUnixTimeSeconds(check.GetProperty("now").GetInt64()));
            Assert.That(accepted, Is.EqualTo(Text(check, "result") == "accept"), check.ToString());
        }
    }

    [Test]
    public void Need_a_secret() => Assert.That((StandardWebhookProof.KeyOf("whsec_"), StandardWebhookProof.KeyOf("whsec_!")), Is.EqualTo(((byte[]?)null, (byte[]?)null)));

    [Test]
    public void Are_made_with_every_key_and_fit_any_of_them()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
        byte[][] keys = [SigningSecret.New(), SigningSecret.New()];
        var signature = SigningSecret.Sign("msg_1", now.ToUnixTimeSeconds(), "{}", keys);
        Assert.That(keys.Select(key => StandardWebhookProof.Accepts("msg_1", "1700000000", signature, "{}", [SigningSecret.Write(key)], now)), Is.All.True);
        Assert.That(StandardWebhookProof.Accepts("msg_1", "1700000000", signature, "{}", [SigningSecret.Write(SigningSecret.New())], now), Is.False);
        Assert.That(StandardWebhookProof.KeyOf(SigningSecret.Write(keys[0])), Is.EqualTo(keys[0]).And.Length.EqualTo(32));
    }

    private static JsonElement Vectors() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(ContractsFolder.Find("standard-webhooks"), "test-vectors.json"))).RootElement;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : null;
}
