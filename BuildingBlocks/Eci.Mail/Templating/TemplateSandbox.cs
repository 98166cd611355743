using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Fluid.Values;

namespace Eci.Mail.Templating;

/// <summary>Parses and runs templates within the limits.</summary>
internal static class TemplateSandbox
{
    private static readonly SandboxParser Parser = new();
    private static readonly TemplateOptions Options = MakeOptions();

    public static IFluidTemplate Parse(string source)
    {
        if (!Parser.TryParse(TemplateShape.Checked(source), out var template, out var error))
            throw new TemplateException(error);

        new TemplateInspector(Options).VisitTemplate(template);
        return template;
    }

    public static string Run(IFluidTemplate template, IReadOnlyDictionary<string, object?> model, CultureInfo culture, TextEncoder encoder)
    {
        var context = new TemplateContext(Options) { CultureInfo = culture };
        foreach (var (name, value) in model)
            context.SetValue(name, Value(name, value));

        using var writer = new LimitedWriter(TemplateLimits.Output, "the result");
        var rendering = RenderAsync(template, writer, encoder, context);
        return rendering switch
        {
            // Nothing a template can use waits, so the task is complete here.
            { IsCompletedSuccessfully: true } => writer.ToString(),
            { Exception.InnerException: TemplateException e } => throw e,
            { Exception.InnerException: { } e } => throw new TemplateException(Explain(e), e),
            _ => throw new TemplateException("it waits for something."),
        };
    }

    private static async Task RenderAsync(IFluidTemplate template, TextWriter writer, TextEncoder encoder, TemplateContext context) =>
        await template.RenderAsync(writer, encoder, context);

    /// <summary>Only plain values get in, so there are no members of objects that a template could reach.</summary>
    private static FluidValue Value(string name, object? value) => value switch
    {
        null => NilValue.Instance,
        string text => string.IsNullOrWhiteSpace(text) ? NilValue.Instance : new StringValue(text),
        bool flag => BooleanValue.Create(flag),
        int or long or decimal => NumberValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"The value '{name}' is a {value.GetType().Name}; templates take text, numbers and truth values.", nameof(value)),
    };

    /// <summary>The engine's own texts are fit for the author; those of other exceptions could repeat a customer's data.</summary>
    private static string Explain(Exception failure) => failure switch
    {
        FluidException => failure.Message,
        InvalidOperationException => $"it takes more than {TemplateLimits.Steps} steps.",
        _ => $"it fails with {failure.GetType().Name}.",
    };

    private static TemplateOptions MakeOptions()
    {
        var options = new TemplateOptions { MaxSteps = TemplateLimits.Steps, MaxRecursion = TemplateLimits.Nesting + 1, StrictFilters = true };
        TemplateFilters.Apply(options);
        return options;
    }
}
