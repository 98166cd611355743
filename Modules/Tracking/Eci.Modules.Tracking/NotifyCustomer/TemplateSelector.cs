using Eci.Commerce;
using Eci.Mail;
using Eci.Modules.Tracking.Data;
using Eci.Persistence;
using Eci.Vocabulary;

namespace Eci.Modules.Tracking.NotifyCustomer;

/// <summary>A template and the language it is written in.</summary>
internal sealed record ChosenTemplate(MailTemplate Template, string Language);

/// <summary>
/// Finds the template for a state: the order's language, then the brand's, then English; in each the tenant's own before the shipped
/// one. A state without any template is one the tenant does not mail.
/// </summary>
internal sealed class TemplateSelector(EciDbContext database, NotificationQueries queries, BuiltInTemplates builtIn)
{
    public async Task<ChosenTemplate?> SelectAsync(string emailAppId, TrackingEmailSettings settings, PackageState state, string? orderLanguage)
    {
        var own = new Dictionary<string, MailTemplate>(StringComparer.Ordinal);
        await foreach (var template in queries.OwnTemplates(database, emailAppId, state))
            own[template.Language] = new MailTemplate(template.Subject, template.Html, template.Text);

        var shipped = settings.BuiltInStates is null || settings.BuiltInStates.Contains(state);
        foreach (var tag in (string?[])[orderLanguage, settings.DefaultLanguage, LanguageTag.Default])
        {
            if (LanguageTag.Primary(tag) is not { } language)
                continue;
            var template = own.GetValueOrDefault(language) ?? (shipped ? builtIn.Find(state, language) : null);
            if (template is not null)
                return new ChosenTemplate(template, language);
        }

        return null;
    }
}
