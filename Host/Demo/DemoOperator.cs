using Eci.Core;
using Eci.Web.Security;

namespace Eci.Host.Demo;

/// <summary>The known key of an operator, for trying out. It never opens anything outside of Development.</summary>
internal static class DemoOperator
{
    public static void AddTo(WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment() || !Startup.WantsDemo(builder.Configuration))
            return;
        builder.Services.Configure<OperatorKeyOptions>(
            options => options.OperatorKeys = [.. options.OperatorKeys, ApiKey.HashOf(DemoTenant.OperatorKey)]);
    }
}
