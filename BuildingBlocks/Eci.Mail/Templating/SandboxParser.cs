using System.Text.Encodings.Web;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Eci.Mail.Templating;

/// <summary>Liquid without the tags that read files, keep counters or hide text from the checks.</summary>
internal sealed class SandboxParser : FluidParser
{
    private static readonly string[] Allowed = ["assign", "break", "capture", "case", "continue", "echo", "for", "if", "unless"];

    public SandboxParser()
        : base(new FluidParserOptions { AllowFunctions = false, AllowLiquidTag = false, AllowParentheses = false })
    {
        RegisterIdentifierBlock("capture", CaptureAsync);
        foreach (var tag in RegisteredTags.Keys.Except(Allowed, StringComparer.Ordinal).ToList())
            RegisteredTags.Remove(tag);
    }

    /// <summary>As the built-in tag, but the captured text cannot outgrow the limit while it is collected.</summary>
    private static async ValueTask<Completion> CaptureAsync(
        string name,
        IReadOnlyList<Statement> statements,
        TextWriter output,
        TextEncoder encoder,
        TemplateContext context)
    {
        await using var writer = new LimitedWriter(TemplateLimits.Value, "a captured text");
        var completion = await statements.RenderStatementsAsync(writer, encoder, context);

        // What was captured is encoded already.
        context.SetValue(name, new StringValue(writer.ToString(), encode: false));
        return completion;
    }
}
