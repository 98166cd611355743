using System.Text;
using System.Text.Json;
using Eci.Modules.Saleor.Webhooks.Signature;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor.Connection;

internal sealed class Recorded_signatures_of_Saleor
{
    [Test]
    public void Are_accepted_or_refused_as_their_vectors_say()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(
            Path.Combine(ContractsFolder.Find("saleor"), "webhooks", "signature", "signature-vectors.json")));
        var keys = ShopKeys.Read(Encoding.UTF8.GetBytes(vectors.RootElement.GetProperty("jwks").GetRawText()))!;
        var (accepted, refused) = (0, 0);
        Assert.Multiple(() =>
        {
            foreach (var vector in vectors.RootElement.GetProperty("vectors").EnumerateArray())
            {
                // Secrets shared with a shop are not offered: such a signature is refused whatever it is worth.
                var expected = vector.GetProperty("valid").GetBoolean() && !vector.TryGetProperty("secret_key", out _);
                var signature = DetachedSignature.Read(vector.GetProperty("saleor_signature").GetString()!);
                var made = signature is not null && keys.Made(signature, Encoding.UTF8.GetBytes(vector.GetProperty("body_utf8").GetString()!));
                Assert.That(made, Is.EqualTo(expected), vector.GetProperty("name").GetString());
                _ = made ? accepted++ : refused++;
            }
        });
        Assert.That((accepted, refused), Is.EqualTo((2, 4)), "The vectors were read.");
    }
}
