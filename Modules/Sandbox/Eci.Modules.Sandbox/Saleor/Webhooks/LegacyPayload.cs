using System.Text.Json;
using Eci.Modules.Sandbox.Saleor.Api;

namespace Eci.Modules.Sandbox.Saleor.Webhooks;

/// <summary>What an app without a subscription gets: the id of what it happened to, in a list as the older payloads are.</summary>
internal static class LegacyPayload
{
    public static byte[] Of(ShopEvent happened) => JsonSerializer.SerializeToUtf8Bytes(new[]
    {
        new
        {
            type = Model.GlobalId.Parse(happened.Subject)?.Type,
            id = happened.Subject,
            meta = new { issued_at = DateTimeScalar.Text(happened.At), version = $"{Shop.ServedVersion}.28" },
        },
    });
}
