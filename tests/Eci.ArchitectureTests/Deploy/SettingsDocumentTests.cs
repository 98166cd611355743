using System.Text.RegularExpressions;
using Eci.ArchitectureTests.Model;
using NUnit.Framework;

namespace Eci.ArchitectureTests.Deploy;

internal sealed partial class The_operators_page
{
    private const int TimeoutMilliseconds = 5000;

    private static readonly string Text = Repository.ReadText(SettingKeys.Document);

    private static readonly IReadOnlyList<Setting> Listed = SettingKeys.In(Text);

    [Test]
    public void Lists_every_setting_the_code_reads_and_no_other() =>
        Assert.That(
            Listed.Select(setting => setting.Key).Where(IsOwn),
            Is.EquivalentTo(SettingKeys.InCode.Select(setting => setting.Key).Where(IsOwn)));

    [Test]
    public void Lists_the_settings_of_libraries_that_the_code_asks_for() =>
        Assert.That(Listed.Select(setting => setting.Key), Is.SupersetOf(SettingKeys.InCode.Select(setting => setting.Key).Where(key => !IsOwn(key))));

    [Test]
    public void Tells_the_defaults_of_the_code()
    {
        var told = Listed.ToDictionary(setting => setting.Key, setting => setting.Default, StringComparer.Ordinal);
        Assert.That(
            SettingKeys.InCode.Where(setting => setting.Default is not null && told.GetValueOrDefault(setting.Key) != setting.Default),
            Is.Empty);
    }

    [Test]
    public void Finds_settings_of_every_kind_in_the_code() =>
        Assert.That(
            SettingKeys.InCode,
            Is.SupersetOf([
                new Setting("Eci__Messaging__Lease", "00:00:30"),
                new Setting("Eci__Mail__Smtp__User", "none"),
                new Setting("Eci__Messaging__QuickRetries__0", null),
                new Setting("Eci__Roles", null),
                new Setting("ConnectionStrings__Eci", null),
                new Setting("OTEL_EXPORTER_OTLP_ENDPOINT", null),
            ]));

    [Test]
    public void Reads_keys_and_defaults_from_tables() =>
        Assert.That(
            SettingKeys.In("text\n| Key | Default |\n|---|---|\n| `Eci__A__B` | `00:00:30` | c |\n| `Eci__C` | none | d |\n| `/health/live` | e |\n"),
            Is.EqualTo([new Setting("Eci__A__B", "00:00:30"), new Setting("Eci__C", "none")]));

    [Test]
    public void Explains_every_metric()
    {
        var metrics = Repository.Sources
            .Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => Instrument().Matches(Repository.ReadText(file.Path)))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        Assert.That(metrics, Does.Contain("eci.deliveries.oldest_age"));
        Assert.That(metrics.Where(name => !Text.Contains($"`{name}`", StringComparison.Ordinal)), Is.Empty);
    }

    private static bool IsOwn(string key) =>
        key.StartsWith("Eci__", StringComparison.Ordinal) || key.StartsWith("ConnectionStrings__", StringComparison.Ordinal);

    [GeneratedRegex("""Create(?:Counter|Histogram|Gauge|UpDownCounter|Observable\w+)(?:<\w+>)?\(\s*"(?<name>[^"]+)""", RegexOptions.None, TimeoutMilliseconds)]
    private static partial Regex Instrument();
}
