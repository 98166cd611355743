using Eci.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.UnitTests.BuildingBlocks.Mail;

/// <summary>Mails and providers for the tests.</summary>
internal static class Mails
{
    public const string Id = "em_1BoatSLRHtKNngkdXEeobR";

    public static MailMessage Sample(string id = Id) => new(
        id,
        "noreply@shop.example",
        "Müller & Söhne",
        "service@shop.example",
        "ada@example.com",
        "Ada Lovelace",
        "Ihr Paket wird heute zugestellt – Größe L",
        "<p>Schöne Grüße</p>",
        "Schöne Grüße\n.\n.. Punkte am Anfang\n");

    public static ServiceProvider Services(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        configure?.Invoke(services);
        services.AddEciMail(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return services.BuildServiceProvider();
    }
}
