using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Eci.Mail.Composing;
using Eci.Mail.Templating;
using Fluid;

namespace Eci.Mail;

/// <summary>
/// Fills templates that tenants write. A template sees the given values and nothing else, and cannot take the process down:
/// its size, nesting, steps and output are limited.
/// </summary>
public sealed class MailTemplateRenderer
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly TemplateCache _cache = new(TemplateSandbox.Parse);

    /// <summary>Renders all three parts.</summary>
    /// <param name="template">What to fill.</param>
    /// <param name="model">Texts, numbers and truth values by name. A blank text counts as none, so that <c>{% if name %}</c> does what it says.</param>
    /// <param name="culture">How numbers are written and letters are raised and lowered.</param>
    /// <exception cref="PermanentFailureException">The template is wrong; the text says where.</exception>
    public RenderedMail Render(MailTemplate template, IReadOnlyDictionary<string, object?> model, CultureInfo culture) => new(
        Fill("subject", template.Subject, HeaderText.Clean, model, culture, NullEncoder.Default),
        Fill("HTML part", template.Html, static html => html, model, culture, Html),
        Fill("text part", template.Text, static text => text, model, culture, NullEncoder.Default));

    private string Fill(
        string part,
        string source,
        Func<string, string?> finish,
        IReadOnlyDictionary<string, object?> model,
        CultureInfo culture,
        TextEncoder encoder)
    {
        try
        {
            var result = finish(TemplateSandbox.Run(_cache.Get(source), model, culture, encoder));
            return string.IsNullOrWhiteSpace(result) ? throw new TemplateException("it is empty.") : result;
        }
        catch (TemplateException e)
        {
            throw new PermanentFailureException($"The mail template's {part} cannot be used: {e.Message}", e);
        }
    }
}
