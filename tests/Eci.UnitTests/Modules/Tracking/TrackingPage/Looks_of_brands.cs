using Eci.Modules.Tracking.Data;
using Eci.Modules.Tracking.TrackingPage;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking.TrackingPage;

internal sealed class Looks_of_brands
{
    private static readonly TrackingPageSettingsValidator Rules = new();

    [TestCase("#000000", "#ffffff")]
    [TestCase("#ffffff", "#000000")]
    [TestCase("#ffee00", "#000000")]
    [TestCase("#0b5cad", "#ffffff")]
    [TestCase("#767676", "#000000")]
    public void Have_black_or_white_text_on_their_colour(string color, string text)
    {
        Assert.That(AccentColor.TryParse(color, out var accent), Is.True);
        Assert.That(accent!.TextOn.ToString(), Is.EqualTo(text));
    }

    [Test]
    public void Can_be_read_whatever_the_colour()
    {
        var dark = new AccentColor(0x1c, 0x23, 0x2b);
        for (var value = 0; value <= 0xffffff; value += 0x010f0b)
        {
            var color = new AccentColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
            Assert.That(color.Contrast(color.TextOn), Is.GreaterThanOrEqualTo(AccentColor.TextContrast), color.ToString());
            Assert.That(color.ReadableOn(AccentColor.White).Contrast(AccentColor.White), Is.GreaterThanOrEqualTo(AccentColor.TextContrast), color.ToString());
            Assert.That(color.ReadableOn(dark).Contrast(dark), Is.GreaterThanOrEqualTo(AccentColor.TextContrast), color.ToString());
        }
    }

    [Test]
    public void Keep_a_colour_that_can_be_read() =>
        Assert.That(new AccentColor(0x0b, 0x5c, 0xad).ReadableOn(AccentColor.White), Is.EqualTo(new AccentColor(0x0b, 0x5c, 0xad)));

    [TestCase(0xff, 0xff, 0xff, 21)]
    [TestCase(0x76, 0x76, 0x76, 4.62)]
    [TestCase(0, 0, 0, 1)]
    public void Measure_contrast_as_WCAG_does(byte red, byte green, byte blue, double onBlack) =>
        Assert.That(new AccentColor(red, green, blue).Contrast(AccentColor.Black), Is.EqualTo(onBlack).Within(0.01));

    [TestCase("#12345")]
    [TestCase("#1234567")]
    [TestCase("123456")]
    [TestCase("#12345g")]
    [TestCase("#+12345")]
    [TestCase("#12 345")]
    [TestCase("red")]
    [TestCase("")]
    [TestCase("#fff;}body{display:none}")]
    public void Refuse_what_is_no_colour(string color) => Assert.That(Broken(new TrackingPageSettings(AccentColor: color)), Is.EqualTo(new[] { "AccentColor" }));

    [TestCase("http://example.com/logo.png")]
    [TestCase("//example.com/logo.png")]
    [TestCase("javascript:alert(1)")]
    [TestCase("https://user@example.com/logo.png")]
    [TestCase("https://192.0.2.1/logo.png")]
    [TestCase("https://[2001:db8::1]/logo.png")]
    [TestCase("https://example.com;script-src/*")]
    [TestCase("data:text/html;base64,AAAA")]
    [TestCase("data:image/png;base64,AA'AA")]
    [TestCase("data:image/svg+xml,<svg/>")]
    [TestCase("")]
    public void Refuse_a_logo_that_is_neither_https_nor_a_picture(string logo) =>
        Assert.That(Broken(new TrackingPageSettings(LogoUrl: logo)), Is.EqualTo(new[] { "LogoUrl" }));

    [Test]
    public void Refuse_a_picture_that_is_too_large() =>
        Assert.That(Broken(new TrackingPageSettings(LogoUrl: "data:image/png;base64," + new string('A', 32 * 1024))), Is.EqualTo(new[] { "LogoUrl" }));

    [TestCase("http://example.com/help")]
    [TestCase("mailto:help@example.com")]
    [TestCase("data:image/png;base64,AAAA")]
    [TestCase("/help")]
    public void Refuse_help_that_is_not_https(string address) =>
        Assert.That(Broken(new TrackingPageSettings(SupportUrl: address)), Is.EqualTo(new[] { "SupportUrl" }));

    [TestCase("help")]
    [TestCase("help@example")]
    [TestCase("a@example.com?bcc=b@example.com")]
    [TestCase("a@example.com\r\nb@example.com")]
    public void Refuse_what_is_no_mail_address(string address) =>
        Assert.That(Broken(new TrackingPageSettings(SupportEmail: address)), Is.EqualTo(new[] { "SupportEmail" }));

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a\nb")]
    public void Refuse_a_shop_without_a_name(string name) => Assert.That(Broken(new TrackingPageSettings(ShopName: name)), Is.EqualTo(new[] { "ShopName" }));

    [Test]
    public void Accept_what_is_right_and_what_is_not_said() => Assert.That(
        Broken(new TrackingPageSettings("Kaufhaus", "#0F766E", "https://cdn.example.com/logo.png", "https://example.com/help?a=b#c", "hilfe@example.com"))
            .Concat(Broken(new TrackingPageSettings())),
        Is.Empty);

    [Test]
    public void Do_without_settings_that_are_wrong_and_name_them()
    {
        var order = Orders.Of();
        var (brand, ignored) = ShopBrand.Of(order, Orders.Brand(new TrackingPageSettings(" ", "blue", "ftp://x", "x", "hilfe@example.com")));
        Assert.That(ignored, Is.EqualTo(new[] { "AccentColor", "LogoUrl", "ShopName", "SupportUrl" }));
        Assert.That(brand, Is.EqualTo(ShopBrand.None with { Shop = "tenant", SupportEmail = "hilfe@example.com" }));
    }

    [TestCase("Seite", "Mails", "Seite")]
    [TestCase(null, "Mails", "Mails")]
    [TestCase(null, " ", "tenant")]
    [TestCase(null, null, "tenant")]
    public void Name_the_shop_as_the_page_then_the_mails_then_the_tenant(string? page, string? mails, string expected)
    {
        var settings = mails is null ? null : new TrackingEmailSettings("a@example.com", "A", null, mails, "de");
        var brand = Orders.Brand(page is null ? null : new TrackingPageSettings(page)) with { Mails = settings };
        Assert.That(ShopBrand.Of(Orders.Of(), brand).Brand.Shop, Is.EqualTo(expected));
    }

    [Test]
    public void Go_to_the_brand_that_followed_the_parcels_before_all_others()
    {
        var idle = Orders.Brand(new TrackingPageSettings()) with { Reports = false };
        var unpaid = Orders.Brand(null) with { PaidUntil = null };
        Assert.That(unpaid.Rank(Orders.Now), Is.GreaterThan(idle.Rank(Orders.Now)));
        Assert.That(idle.Rank(Orders.Now), Is.GreaterThan((idle with { Page = null }).Rank(Orders.Now)));
        Assert.That((idle with { Page = null }).Rank(Orders.Now), Is.GreaterThan((idle with { PaidUntil = Orders.Now }).Rank(Orders.Now)));
    }

    private static IEnumerable<string> Broken(TrackingPageSettings settings) => Rules.Validate(settings).Errors.Select(error => error.PropertyName);
}
