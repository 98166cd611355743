using Eci.Web.OpenApi;

namespace Eci.Modules.Saleor.Connection;

/// <summary>What the OpenAPI document says about installing an app.</summary>
internal static class ConnectionDescriptions
{
    private const string Tag = "Saleor";

    private static readonly RouteParameter AppType = new("apptype", "`entitysync` or `prepayment`.", "entitysync", InPath: true, Required: true);

    private static readonly RouteParameter Link = new("link", "Secret of the install link; good for one installation.", "sil_1BoatSLRHtKNngkdXEeobR", Required: true);

    private static readonly RouteAnswer Refused = new(
        403,
        "The link is unknown, used, too old or for another type of app.",
        new RouteContent("application/json", """{"success":false,"error":{"code":"LINK_REFUSED","message":"The install link is unknown, used or too old: ask for a new one."}}"""));

    public static RouteDescription Manifest { get; } = new(
        "readSaleorManifest",
        Tag,
        "Gives a Saleor shop the manifest of an app.",
        "The address comes from the mutation createSaleorInstallLink and is entered in the shop's dashboard.")
    {
        Parameters = [AppType, Link],
        Answers =
        [
            new RouteAnswer(200, "The manifest.", new RouteContent("application/json", """{"id":"eci-entitysync","version":"1.0.0","name":"ECI","permissions":["MANAGE_ORDERS"]}""")),
            Refused,
        ],
    };

    public static RouteDescription Register { get; } = new(
        "registerSaleorShop",
        Tag,
        "Takes the token that a Saleor shop delivers when it installs an app.",
        "The shop is asked whether the token is its own, with the needed permissions, and for its public keys. Only a shop that passes everything uses up the link.")
    {
        Parameters = [Link],
        Body = new RouteContent("application/json", """{"auth_token":"mKWouu0pEUbGmQzohwWI78gRKAVRUP"}"""),
        Answers =
        [
            new RouteAnswer(200, "The shop is connected.", new RouteContent("application/json", """{"success":true}""")),
            new RouteAnswer(400, "Token or API address are missing."),
            new RouteAnswer(401, "The shop does not answer, does not accept the token, or does not tell its public keys."),
            Refused,
            new RouteAnswer(413, "The body is too large."),
        ],
    };

    public static RouteDescription Logo { get; } = new("readSaleorLogo", Tag, "The picture of the app in the shop's dashboard.", "A PNG of 128 by 128 pixels.")
    {
        Answers = [new RouteAnswer(200, "The picture.", new RouteContent("image/png", "the bytes of the picture")), new RouteAnswer(405, "Asked with another method than GET.")],
    };
}
