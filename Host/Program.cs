using Eci;
using Eci.Host;
using Eci.Host.Commands;

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
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
