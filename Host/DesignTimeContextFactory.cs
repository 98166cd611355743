using Eci.Persistence;
using Microsoft.EntityFrameworkCore.Design;

namespace Eci.Host;

/// <summary>
/// Gives <c>dotnet ef</c> the whole model: <c>dotnet ef migrations add Name --startup-project Host --project
/// BuildingBlocks/Eci.Migrations.Sqlite -- --Eci:Database:Provider=Sqlite</c>.
/// </summary>
internal sealed class DesignTimeContextFactory : IDesignTimeDbContextFactory<EciDbContext>
{
    private const string AnyPostgres = "Host=localhost;Database=eci";

    public EciDbContext CreateDbContext(string[] args)
    {
        var app = EciHost.Build(args, builder =>
        {
            if (string.IsNullOrEmpty(builder.Configuration.GetConnectionString("Eci")) && DatabaseProviderIsPostgres(builder.Configuration))
                builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Eci", AnyPostgres)]);
        });
        return app.Services.CreateScope().ServiceProvider.GetRequiredService<EciDbContext>();
    }

    private static bool DatabaseProviderIsPostgres(ConfigurationManager configuration) =>
        string.Equals(configuration["Eci:Database:Provider"], nameof(DatabaseProvider.Postgres), StringComparison.OrdinalIgnoreCase);
}
