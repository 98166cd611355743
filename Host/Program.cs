using Eci;
using Eci.Host;
using Eci.Host.Commands;
using Eci.Persistence;
using Npgsql;

try
{
    if (EciCommands.IsCommand(args))
        return await EciCommands.RunAsync(args);

    await using var app = EciHost.Build(args);
    if (await Startup.PrepareAsync(app))
        await app.RunAsync();
    return 0;
}
catch (InvalidConfigurationException exception)
{
    return await ExitCodes.StopAsync(ExitCodes.WrongSetting, exception.Message);
}
catch (BrokerUnavailableException exception)
{
    return await ExitCodes.StopAsync(ExitCodes.NoBroker, exception.Message);
}
catch (Exception exception) when (EciDatabase.IsDamaged(exception))
{
    return await ExitCodes.StopAsync(ExitCodes.NoDatabase, "The SQLite file that ConnectionStrings__Eci names is damaged or no database; restore a backup.");
}
catch (Exception exception) when (EciDatabase.IsUnavailable(exception))
{
    return await ExitCodes.StopAsync(ExitCodes.NoDatabase, "The database cannot be reached; check ConnectionStrings__Eci.");
}
catch (PostgresException exception) when (exception.SqlState is ['2', '8', ..] or PostgresErrorCodes.InvalidCatalogName)
{
    return await ExitCodes.StopAsync(ExitCodes.NoDatabase, $"The database refuses the connection: {exception.MessageText}; check ConnectionStrings__Eci.");
}
