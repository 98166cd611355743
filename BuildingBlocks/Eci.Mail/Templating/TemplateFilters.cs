using Fluid;
using Fluid.Values;

namespace Eci.Mail.Templating;

/// <summary>The filters a template may use: texts in, texts out, none of them larger than allowed.</summary>
internal static class TemplateFilters
{
    private static readonly string[] Standard =
    [
        "append", "capitalize", "default", "downcase", "lstrip", "prepend", "remove", "remove_first", "replace", "replace_first",
        "rstrip", "size", "slice", "strip", "strip_newlines", "truncate", "truncatewords", "upcase", "url_encode",
    ];

    public static void Apply(TemplateOptions options)
    {
        var available = options.Filters.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        options.Filters.Clear();
        foreach (var name in Standard)
            options.Filters.AddFilter(name, Bounded(available[name]));

        // Values are encoded when they are put in; doing it here as well would encode them twice.
        options.Filters.AddFilter("escape", Bounded(static (input, _, _) => ValueTask.FromResult(input)));
        options.Filters.AddFilter("web_url", Bounded(static (input, _, _) => ValueTask.FromResult(WebUrl(input))));
    }

    /// <summary>Refuses a call whose result could be too large before it is made, and marks every result as not yet encoded.</summary>
    private static FilterDelegate Bounded(FilterDelegate filter) => async (input, arguments, context) =>
    {
        long size = Length(input);
        for (var i = 0; i < arguments.Count; i++)
            size += Length(arguments.At(i));
        if (arguments.Count > 1)
            size += Length(input) / Math.Max(Length(arguments.At(0)), 1) * Length(arguments.At(1));
        if (size > TemplateLimits.Value)
            throw new TemplateException($"a value is longer than {TemplateLimits.Value} characters.");

        var result = await filter(input, arguments, context);
        return result is StringValue { Encode: false } text ? new StringValue(text.ToStringValue()) : result;
    };

    private static long Length(FluidValue value) => value is StringValue ? value.ToStringValue().Length : 0;

    /// <summary>The address if a browser can safely be sent there, otherwise nothing.</summary>
    private static FluidValue WebUrl(FluidValue input) =>
        Uri.TryCreate(input.ToStringValue(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? input : NilValue.Instance;
}
