using Eci.Carriers;
using Eci.Commerce.Api;
using Eci.Host.Demo;
using Eci.Host.GraphiQL;
using Eci.Mail;
using Eci.Management;
using Eci.Messaging;
using Eci.Persistence;
using Eci.Scheduling;
using Eci.Sync;
using Eci.Web;
using Eci.Web.GraphQL;
using Eci.Web.Health;
using Scalar.AspNetCore;

namespace Eci.Host;

/// <summary>Puts the hub together for the roles of this process.</summary>
internal static class EciHost
{
    private const string ShutdownSetting = "Eci:ShutdownTimeout";

    private static readonly TimeSpan DefaultShutdown = TimeSpan.FromSeconds(8);

    /// <param name="args">Command line in the form of <c>--Eci:Roles=api</c>.</param>
    /// <param name="customize">First word on services and last on configuration, for tests and commands.</param>
    /// <param name="services">Last word on services, for tests.</param>
    /// <exception cref="InvalidConfigurationException">A setting is wrong.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? customize = null, Action<IServiceCollection>? services = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        customize?.Invoke(builder);
        var roles = Roles.From(builder.Configuration);
        if (ListenAddress.Default(builder.Configuration, roles) is { } address)
            builder.WebHost.UseUrls(address);
        AddServices(builder, roles);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        Settings.Check(app.Services);
        Map(app, roles);
        Greeting.Prepare(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, Roles roles)
    {
        var (services, configuration) = (builder.Services, builder.Configuration);
        var routes = Routing.Build();
        services.AddSingleton(roles);
        services.AddEciPersistence(configuration);
        services.AddEciMessaging(
            configuration,
            routes,
            new MessagingRole(roles.QueuesOf(routes), AcceptsMessages: roles.Api, RunsSweeps: roles.Scheduler),
            crashPointsAllowed: !builder.Environment.IsProduction());
        Transport.Add(services, configuration, builder.Environment.IsDevelopment());
        services.AddEciMail(configuration);
        services.AddEciWeb(configuration);
        services.AddEciGraphQL(configuration);
        services.AddEciScheduling(configuration, runs: roles.Scheduler);
        services.AddEciCarriers(configuration);
        services.AddEciSync(configuration);
        services.AddEciCommerceApi(configuration);
        services.AddEciManagement(configuration);
        DemoOperator.AddTo(builder);
        DemoShop.AddTo(builder, roles);
        foreach (var module in Modules.In(builder.Environment))
            module.ConfigureServices(services, configuration);
        services.AddSingleton<DatabaseHealth>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        var shutdown = configuration.Read(ShutdownSetting, DefaultShutdown);
        services.Configure<HostOptions>(o => o.ShutdownTimeout = shutdown);
        Observability.Add(builder);
    }

    private static void Map(WebApplication app, Roles roles)
    {
        app.UseEciWeb();
        app.MapEciHealth();
        Observability.Map(app);
        if (!roles.Api)
            return;
        var api = app.MapGroup("/api");
        var graphQL = api.MapEciGraphQL();
        foreach (var module in Modules.In(app.Environment))
        {
            module.MapEndpoints(api);
            module.MapOutsideApi(app);
        }

        if (!app.Environment.IsDevelopment())
            return;
        app.MapGraphiQL();
        graphQL.RedirectBrowsers();
        app.MapOpenApi();
        app.MapScalarApiReference("/docs");
    }
}
