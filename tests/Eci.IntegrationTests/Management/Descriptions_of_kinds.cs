using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Eci.Core;
using Eci.Management.Kinds;
using Eci.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Management;

internal sealed class Descriptions_of_kinds() : HostFixture(DatabaseKind.Sqlite)
{
    private KindCatalog Kinds => Host.Services.GetRequiredService<KindCatalog>();

    [Test]
    public async Task Exist_for_every_app_and_integration_of_the_model()
    {
        var model = await Host.QueryAsync(db => Task.FromResult(db.GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>().Model));
        var stored = (Type of) => model.FindEntityType(of)!.GetConcreteDerivedTypesInclusive().Select(type => ((string)type.GetDiscriminatorValue()!, type.ClrType));
        Assert.That(Kinds.Apps.Select(kind => (kind.Kind, kind.AppType)), Is.EquivalentTo(stored(typeof(App))));
        Assert.That(Kinds.Integrations.Select(kind => (kind.Kind, kind.IntegrationType)), Is.EquivalentTo(stored(typeof(Integration))));
    }

    [Test]
    public void Name_every_property_of_their_records()
    {
        foreach (var record in Records().Where(record => record.Fields.Count > 0))
        {
            var properties = RecordOf(record).GetProperties().Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null && p.Name != "EqualityContract");
            Assert.That(record.Fields.Select(field => field.Name), Is.EqualTo(properties.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))), RecordOf(record).Name);
        }
    }

    [Test]
    public void Tell_the_defaults_that_hold()
    {
        foreach (var record in Records().Where(record => record.Fields.Count > 0))
        {
            var defaults = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize("{}", RecordOf(record), JsonSerializerOptions.Web), RecordOf(record), JsonSerializerOptions.Web)!.AsObject();
            foreach (var field in record.Fields)
                Assert.That(field.Default, Is.EqualTo(defaults[field.Name] is JsonValue value ? value.ToString() : null), $"{RecordOf(record).Name} {field.Name}");
        }
    }

    private static Type RecordOf(KindRecord record) => record.GetType().GetGenericArguments()[0];

    private IEnumerable<KindRecord> Records() =>
        Kinds.Apps.SelectMany(kind => new[] { kind.Settings, kind.Credentials }).Concat(Kinds.Integrations.Select(kind => kind.Settings));
}
