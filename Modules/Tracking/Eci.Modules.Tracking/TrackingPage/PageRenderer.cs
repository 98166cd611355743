using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;

namespace Eci.Modules.Tracking.TrackingPage;

/// <summary>A page as it leaves.</summary>
/// <param name="Html">UTF-8.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Policy">Its Content-Security-Policy: its own styles, its logo, nothing else.</param>
internal sealed record RenderedPage(ReadOnlyMemory<byte> Html, string Language, string Policy);

/// <summary>Fills the shipped template. Values are HTML-encoded when they are put in; there is no script and no style but the two that are hashed.</summary>
internal sealed class PageRenderer
{
    private static readonly AccentColor LightSurface = AccentColor.White;

    // --surface of the dark page in page.css.
    private static readonly AccentColor DarkSurface = new(0x1c, 0x23, 0x2b);

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly TemplateOptions _options = new()
    {
        MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase },
    };

    private readonly IFluidTemplate _template;
    private readonly string _style;
    private readonly string _styleHash;

    public PageRenderer()
    {
        _style = EmbeddedText.Read("TrackingPage.Page.page.css");
        _styleHash = HashOf(_style);
        if (!new FluidParser().TryParse(EmbeddedText.Read("TrackingPage.Page.page.html"), out _template, out var error))
            throw new InvalidOperationException($"The template of the tracking page is wrong: {error}");
    }

    public async Task<RenderedPage> RenderAsync(PageView view)
    {
        var colors = ColorsOf(view.Brand.Accent);
        var context = new TemplateContext(_options) { CultureInfo = CultureInfo.InvariantCulture };
        context.SetValue("page", view);
        context.SetValue("style", _style);
        context.SetValue("colors", colors);
        var html = await _template.RenderAsync(context, Encoder);
        return new RenderedPage(Encoding.UTF8.GetBytes(html), view.Language, PolicyOf(HashOf(colors), view.Brand.LogoSource));
    }

    /// <summary>The accent as it is for areas, and as text and lines need it on the light and on the dark page.</summary>
    private static string ColorsOf(AccentColor accent) =>
        $":root{{--brand:{accent};--on-brand:{accent.TextOn};--accent:{accent.ReadableOn(LightSurface)}}}" +
        $"@media (prefers-color-scheme:dark){{:root{{--accent:{accent.ReadableOn(DarkSurface)}}}}}";

    private string PolicyOf(string colorsHash, string? logoSource) =>
        $"default-src 'none'; style-src '{_styleHash}' '{colorsHash}'; img-src {logoSource ?? "'none'"}; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string HashOf(string style) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}";
}
