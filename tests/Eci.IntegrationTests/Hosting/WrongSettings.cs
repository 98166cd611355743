using Eci.Host;
using Eci.Testing.Servers;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture]
internal sealed class A_wrong_setting
{
    [TestCase("Eci:Messaging:Concurrency", "0")]
    [TestCase("Eci:Messaging:Lease", "soon")]
    [TestCase("Eci:Scheduler:Tick", "soon")]
    [TestCase("Eci:Scheduler:TimeZone", "Mars/Olympus")]
    [TestCase("Eci:Scheduler:Concurrency", "0")]
    [TestCase("Eci:Tracking:ExpireAfter", "-1.00:00:00")]
    [TestCase("Eci:Webhooks:Burst", "0")]
    [TestCase("Eci:Mail:Provider", "Pigeon")]
    [TestCase("Eci:ShutdownTimeout", "soon")]
    [TestCase("Eci:Metrics", "perhaps")]
    [TestCase("Eci:Demo", "perhaps")]
    [TestCase("Eci:Roles", "boss")]
    [TestCase("Eci:Transport", "Pigeon")]
    [TestCase("Eci:Database:Provider", "Papyrus")]
    [TestCase("Eci:MasterKey", "short")]
    [TestCase("Eci:PublicUrl", "parcels.example.com")]
    [TestCase("Eci:PublicUrl", "https://parcels.example.com/?key=1")]
    [TestCase("Eci:PublicUrl", "ftp://parcels.example.com")]
    [TestCase("Eci:Tracking:Page:RatePerToken", "-1")]
    public void Is_named_before_anything_starts(string key, string value) =>
        Assert.That(() => PrepareAsync((key, value)), Throws.TypeOf<InvalidConfigurationException>().With.Message.Contains(key));

    [Test]
    public void Is_named_together_with_the_others() =>
        Assert.That(
            () => PrepareAsync(("Eci:Messaging:Concurrency", "0"), ("Eci:Tracking:ExpireAfter", "-1.00:00:00")),
            Throws.TypeOf<InvalidConfigurationException>()
                .With.Message.Contains("Eci:Messaging:Concurrency").And.Message.Contains("Eci:Tracking:ExpireAfter"));

    [TestCase("Sqlite")]
    [TestCase("Postgres")]
    public void Of_the_connection_is_named_without_repeating_it(string provider) =>
        Assert.That(
            () => PrepareAsync(("Eci:Database:Provider", provider), ("ConnectionStrings:Eci", "Pass word;secret")),
            Throws.TypeOf<InvalidConfigurationException>()
                .With.Message.Contains("ConnectionStrings:Eci").And.Message.Not.Contains("secret"));

    [Test]
    public void Is_a_folder_for_the_database_that_cannot_be_written()
    {
        using var folder = new ScratchFolder();
        var file = Path.Combine(folder.Path, "file");
        File.WriteAllText(file, string.Empty);
        Assert.That(
            () => PrepareAsync(("ConnectionStrings:Eci", $"Data Source={file}/eci.db")),
            Throws.TypeOf<InvalidConfigurationException>().With.Message.Contains(file));
    }

    private static async Task PrepareAsync(params (string Key, string Value)[] settings)
    {
        using var folder = new ScratchFolder();
        await using var app = EciHost.Build(["--environment=Production"], builder =>
        {
            builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Eci", $"Data Source={Path.Combine(folder.Path, "eci.db")}")]);
            builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        });
        await Startup.PrepareAsync(app);
    }
}
