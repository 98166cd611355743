using Eci.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

public sealed class Choosing_a_mail_provider
{
    [TestCase(null, "Pickup")]
    [TestCase("Pickup", "Pickup")]
    [TestCase("smtp", "Smtp")]
    [TestCase("SendGrid", "SendGrid")]
    public async Task Takes_the_configured_one_whatever_its_case(string? configured, string expected)
    {
        await using var services = Mails.Services(With(("Eci:Mail:Provider", configured), ("Eci:Mail:Smtp:Host", "mail.example"), ("Eci:Mail:SendGrid:ApiKey", "SG.x")));

        Assert.That(services.GetRequiredService<IMailProvider>().Name, Is.EqualTo(expected));
    }

    [Test]
    public async Task Stops_the_start_with_one_sentence_that_lists_the_known_ones_when_the_name_is_unknown()
    {
        await using var services = Mails.Services(With(("Eci:Mail:Provider", "Pigeon")));

        Assert.That(
            services.GetRequiredService<IStartupValidator>().Validate,
            Throws.TypeOf<OptionsValidationException>()
                .With.Message.EqualTo("Eci:Mail:Provider is 'Pigeon', but only Pickup, Smtp, SendGrid are known."));
    }

    [TestCase("Smtp", "Host", "", "Eci:Mail:Smtp:Host must name the mail server.")]
    [TestCase("Smtp", "Port", "0", "Eci:Mail:Smtp:Port must be between 1 and 65535.")]
    [TestCase("Smtp", "Security", "Maybe", "Eci:Mail:Smtp:Security is 'Maybe', but only StartTls, SslOnConnect, Auto, None are known.")]
    [TestCase("Smtp", "User", "ada", "Eci:Mail:Smtp:Password is needed when Eci:Mail:Smtp:User is set.")]
    [TestCase("Smtp", "TimeoutSeconds", "0", "Eci:Mail:Smtp:TimeoutSeconds must be between 1 and 600.")]
    [TestCase("Smtp", "MaxConnections", "0", "Eci:Mail:Smtp:MaxConnections must be between 1 and 100.")]
    [TestCase("Smtp", "IdleSeconds", "-1", "Eci:Mail:Smtp:IdleSeconds must be between 0 and 3600.")]
    [TestCase("SendGrid", "ApiKey", " ", "Eci:Mail:SendGrid:ApiKey must hold a SendGrid API key.")]
    [TestCase("SendGrid", "ApiKey", "SG.x\r\nX-Other: y", "Eci:Mail:SendGrid:ApiKey must hold a SendGrid API key.")]
    [TestCase("SendGrid", "BaseAddress", "sendgrid", "Eci:Mail:SendGrid:BaseAddress must be an http or https address.")]
    [TestCase("SendGrid", "BaseAddress", "file:///etc/hosts", "Eci:Mail:SendGrid:BaseAddress must be an http or https address.")]
    [TestCase("SendGrid", "TimeoutSeconds", "301", "Eci:Mail:SendGrid:TimeoutSeconds must be between 1 and 300.")]
    [TestCase("Pickup", "Directory", " ", "Eci:Mail:Pickup:Directory must name a directory.")]
    public async Task Stops_the_start_naming_the_key_when_a_setting_of_the_chosen_one_is_wrong(string provider, string key, string value, string message)
    {
        await using var services = Mails.Services(With(
            ("Eci:Mail:Provider", provider),
            ("Eci:Mail:Smtp:Host", "mail.example"),
            ("Eci:Mail:SendGrid:ApiKey", "SG.x"),
            ($"Eci:Mail:{provider}:{key}", value)));

        Assert.That(
            services.GetRequiredService<IStartupValidator>().Validate,
            Throws.TypeOf<OptionsValidationException>().With.Message.EqualTo(message));
    }

    [Test]
    public async Task Ignores_the_settings_of_the_others()
    {
        await using var services = Mails.Services(With(("Eci:Mail:Smtp:Port", "0"), ("Eci:Mail:SendGrid:ApiKey", "")));

        Assert.That(services.GetRequiredService<IStartupValidator>().Validate, Throws.Nothing);
    }

    private static Dictionary<string, string?> With(params (string Key, string? Value)[] settings)
    {
        var result = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in settings.Where(s => s.Value is not null))
            result[key] = value;
        return result;
    }
}
