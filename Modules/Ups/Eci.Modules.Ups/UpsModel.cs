using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Ups;

internal sealed class UpsModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<UpsApp>(UpsApp.Kind);
        model.Entity<UpsApp>().Property(a => a.Settings).IsSettings();
        model.Entity<UpsApp>().Property(a => a.Credentials).IsCredentials();
    }
}
