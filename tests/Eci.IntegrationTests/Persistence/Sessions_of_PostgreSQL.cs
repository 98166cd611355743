using Eci.Persistence;
using Eci.Testing.Hosting;
using Eci.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Eci.IntegrationTests.Persistence;

[TestFixture(Category = "Postgres")]
internal sealed class Sessions_of_PostgreSQL() : DatabaseFixture(DatabaseKind.Postgres)
{
    [Test]
    public async Task Are_ended_by_the_server_when_they_stand_still_in_a_transaction_however_often_they_were_used()
    {
        await using var host = await EciTestHost.StartAsync(Database);
        for (var use = 0; use < 3; use++)
            Assert.That(await LimitAsync(host.Services.GetRequiredService<EciDatabase>()), Is.EqualTo("15s"));
    }

    private static async Task<object?> LimitAsync(EciDatabase database)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = "SHOW idle_in_transaction_session_timeout";
        return await command.ExecuteScalarAsync();
    }
}
