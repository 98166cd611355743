using Eci.Mail;
using Eci.Persistence;
using Microsoft.Extensions.Options;

namespace Eci.Host;

/// <summary>Says once, when the process runs, what it is and where to look.</summary>
internal static partial class Greeting
{
    private const string MasterKeySetting = "Eci:MasterKey";

    public static void Prepare(WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Eci.Host");
        var roles = app.Services.GetRequiredService<Roles>();
        var database = app.Services.GetRequiredService<DatabaseSettings>().Provider;
        LogStarted(logger, roles, database, Transport.From(app.Configuration), app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Provider);
        if (!app.Environment.IsDevelopment() && string.IsNullOrWhiteSpace(app.Configuration[MasterKeySetting]))
            LogNoMasterKey(logger);
        if (roles.Api && app.Environment.IsDevelopment())
            LogPages(logger, app.Urls.First());
    });

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "ECI runs as {Roles} on {Database}, messages travel by {Transport}, mails leave by {MailProvider}")]
    private static partial void LogStarted(ILogger logger, Roles roles, DatabaseProvider database, string transport, string mailProvider);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Eci:MasterKey is not set: who can read the database can read the credentials of third parties in it")]
    private static partial void LogNoMasterKey(ILogger logger);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "API reference at {Address}/docs, GraphQL at {Address}/api/graphql")]
    private static partial void LogPages(ILogger logger, string address);
}
