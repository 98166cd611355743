using Eci.Mail.Pickup;
using Eci.Mail.SendGrid;
using Eci.Mail.Smtp;
using FluentValidation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Eci.Mail;

/// <summary>Registration of the mail building block.</summary>
public static class MailServices
{
    /// <summary>Name of the activity source of sent mails.</summary>
    public const string ActivitySource = "Eci.Mail";

    /// <summary>Adds <see cref="IMailProvider"/> as chosen by <c>Eci:Mail:Provider</c>, and <see cref="MailTemplateRenderer"/>.</summary>
    public static IServiceCollection AddEciMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MailTemplateRenderer>();

        services.AddChecked(configuration, MailOptions.Section, new MailOptionsValidator(), provider: null);
        services.AddChecked(configuration, PickupOptions.Section, new PickupOptionsValidator(), MailProviders.Pickup);
        services.AddChecked(configuration, SmtpOptions.Section, new SmtpOptionsValidator(), MailProviders.Smtp);
        services.AddChecked(configuration, SendGridOptions.Section, new SendGridOptionsValidator(), MailProviders.SendGrid);

        services.TryAddSingleton<PickupProvider>();
        services.TryAddSingleton<SmtpConnections>();
        services.TryAddSingleton<SmtpProvider>();
        services.TryAddSingleton<SendGridProvider>();
        services.AddSendGridClient();
        services.TryAddSingleton<IMailProvider>(provider => new TracedProvider(Choose(provider)));
        return services;
    }

    private static IMailProvider Choose(IServiceProvider services) =>
        MailProviders.Find(services.GetRequiredService<IOptions<MailOptions>>().Value.Provider) switch
        {
            MailProviders.Smtp => services.GetRequiredService<SmtpProvider>(),
            MailProviders.SendGrid => services.GetRequiredService<SendGridProvider>(),
            _ => services.GetRequiredService<PickupProvider>(),
        };

    private static void AddChecked<TOptions>(
        this IServiceCollection services,
        IConfiguration configuration,
        string section,
        IValidator<TOptions> validator,
        string? provider)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(
            new ChosenProviderOptions<TOptions>(validator, () => provider is null || provider == ChosenBy(configuration)));
    }

    private static string? ChosenBy(IConfiguration configuration) =>
        MailProviders.Find(configuration[$"{MailOptions.Section}:{nameof(MailOptions.Provider)}"] ?? MailProviders.Pickup);
}
