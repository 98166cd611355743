using Eci.Benchmarks;
using Eci.Testing.Servers;

if (args is [BareServer.Argument, ..])
    return await BareServer.RunAsync();

if (BenchmarkSettings.Read(args) is not { } settings)
{
    await Console.Error.WriteLineAsync(BenchmarkSettings.Usage);
    return 2;
}

var report = new Report(settings);
if (settings.Suite is BenchmarkSuite.Transports)
{
    await new TransportSuite(settings, report).RunAsync();
}
else if (settings.Suite is BenchmarkSuite.GraphQL)
{
    await new GraphQLSuite(report).RunAsync();
}
else
{
    foreach (var kind in settings.Databases)
    {
        if (kind is DatabaseKind.Postgres && TestSettings.Postgres is null)
            report.Skip(kind.ToString(), $"{TestSettings.PostgresKey} names no server");
        else if (settings.Suite is BenchmarkSuite.Saleor)
            await new SaleorSuite(kind, report).RunAsync();
        else
            await new Suite(kind, settings, report).RunAsync();
    }
}

await report.WriteAsync();
return 0;
