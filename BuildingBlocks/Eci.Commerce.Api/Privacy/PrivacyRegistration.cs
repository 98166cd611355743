using Eci.Commerce.Api.Privacy.GraphQL;
using Eci.Commerce.Api.Privacy.Holders;
using Eci.Commerce.Api.Privacy.Retention;
using Eci.Messaging.Operations;
using Eci.Persistence;
using Eci.Persistence.Privacy;
using Eci.Web.GraphQL;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Commerce.Api.Privacy;

/// <summary>Wires the export and erasure of persons.</summary>
internal static class PrivacyRegistration
{
    public static IServiceCollection AddPrivacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PrivacyOptions>().Bind(configuration.GetSection(PrivacyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PrivacyOptions>, PrivacyOptionsValidator>();
        services.AddScoped<DataSubjects>();
        services.AddScoped<IPersonalDataHolder, ContactHolder>();
        services.AddScoped<IPersonalDataHolder, OrderHolder>();
        services.AddScoped<IPersonalDataHolder, KeptAddressHolder>();
        services.AddScoped<IPersonalDataHolder, PackageHolder>();
        services.AddScoped<IPersonalDataHolder, MailHolder>();
        services.AddScoped<IPersonalDataHolder, AuditHolder>();
        services.AddScoped(p => new ContactExports(
            p.GetRequiredService<EciDbContext>(),
            p.GetRequiredService<DataSubjects>(),
            p.GetServices<IPersonalDataHolder>(),
            p.GetRequiredService<TimeProvider>()));
        services.AddScoped(p => new ContactErasures(
            p.GetRequiredService<EciDbContext>(), p.GetRequiredService<DataSubjects>(), p.GetServices<IPersonalDataHolder>()));
        services.AddSingleton<IRecurringJob, EraseAgain>();
        services.AddSingleton<IRecurringJob, MailRetention>();
        services.AddSingleton<IRecurringJob, AuditRetention>();
        services.AddGraphQLContribution<PrivacyFields>();
        return services;
    }
}
