using System.Diagnostics;
using System.Globalization;
using Eci.Mail;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

internal sealed class Templates_in_the_sandbox
{
    private static readonly Dictionary<string, object?> Values = new(StringComparer.Ordinal)
    {
        ["name"] = "Ada",
        ["long"] = new string('a', 15_000),
        ["count"] = 3,
        ["yes"] = true,
        ["none"] = null,
        ["gap"] = " ",
    };

    private static readonly string[] Hostile =
    [
        "{% for i in (1..999999999) %}x{% endfor %}",
        "{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}",
        "{% for i in (1..count) %}x{% endfor %}",
        "{% for i in (1..50) %}{{ long }}{% endfor %}",
        "{% assign a = long | append: long %}{{ a }}",
        "{% assign a = long | replace: 'a', long %}{{ a }}",
        "{% capture a %}{% for i in (1..50) %}{{ long }}{% endfor %}{% endcapture %}",
        "{% while true %}{% endwhile %}",
        "{% include 'other' %}",
        "{% render 'other' %}",
        "{% cycle 'a', 'b' %}",
        "{{ name | nosuch }}",
        "{{ name",
        "{% if name %}",
        "{{ name | append: 'a' " + string.Concat(Enumerable.Repeat("| append: 'a' ", 200)) + "}}",
        string.Concat(Enumerable.Repeat("{% if yes %}", 40)) + string.Concat(Enumerable.Repeat("{% endif %}", 40)),
        new string('x', 70_000),
        "{{ none }}",
        string.Empty,
    ];

    private readonly MailTemplateRenderer _renderer = new();

    [TestCaseSource(nameof(Hostile))]
    public void Are_refused_quickly_with_a_reason_when_they_are_wrong_or_want_too_much(string template)
    {
        var clock = Stopwatch.StartNew();
        Assert.That(
            () => Render(template),
            Throws.TypeOf<PermanentFailureException>().With.Message.StartsWith("The mail template's HTML part cannot be used: ").And.Message.Length.LessThan(400));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [TestCase("{{ name }}", "Ada")]
    [TestCase("{{ name | upcase }}{{ count }}", "ADA3")]
    [TestCase("{% if gap %}a{% else %}b{% endif %}", "b")]
    [TestCase("{% unless none %}a{% endunless %}", "a")]
    [TestCase("{% case count %}{% when 3 %}three{% endcase %}", "three")]
    [TestCase("{% for i in (1..3) %}{{ i }}{% endfor %}", "123")]
    [TestCase("{% comment %}{{ broken {% endcomment %}a", "a")]
    [TestCase("{{ unknown }}a{{ name.Length }}{{ name.GetType }}", "a")]
    [TestCase("{% assign a = '<b>' | append: name %}{{ a }}{{ a | escape }}", "&lt;b&gt;Ada&lt;b&gt;Ada")]
    [TestCase("{% capture a %}<i>{{ name }}</i>{% endcapture %}{{ a }}", "<i>Ada</i>")]
    public void May_do_what_mails_need(string template, string expected) => Assert.That(Render(template), Is.EqualTo(expected));

    [TestCase("javascript:alert(1)", "")]
    [TestCase("https://example.com/?a=1&b=\"2\"", "https://example.com/?a=1&amp;b=&quot;2&quot;")]
    public void Link_to_web_addresses_only(string address, string expected) => Assert.That(
        _renderer.Render(
            new MailTemplate("s", "x{{ a | web_url }}", "t"),
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["a"] = address },
            CultureInfo.InvariantCulture).Html,
        Is.EqualTo($"x{expected}"));

    [Test]
    public void Make_the_subject_one_line() => Assert.That(
        _renderer.Render(new MailTemplate(" a\r\nBcc: {{ name }}\n", "h", "t"), Values, CultureInfo.InvariantCulture).Subject, Is.EqualTo("a Bcc: Ada"));

    [Test]
    public void Name_the_part_that_is_wrong()
    {
        Assert.That(
            () => _renderer.Render(new MailTemplate("{{", "h", "t"), Values, CultureInfo.InvariantCulture),
            Throws.TypeOf<PermanentFailureException>().With.Message.StartsWith("The mail template's subject"));
        Assert.That(
            () => _renderer.Render(new MailTemplate("s", "h", "{{"), Values, CultureInfo.InvariantCulture),
            Throws.TypeOf<PermanentFailureException>().With.Message.StartsWith("The mail template's text part"));
    }

    private string Render(string html) => _renderer.Render(new MailTemplate("s", html, "t"), Values, CultureInfo.InvariantCulture).Html;
}
