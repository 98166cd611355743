using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Dhl;

internal sealed class DhlModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<DhlApp>(DhlApp.Kind);
        model.Entity<DhlApp>().Property(a => a.Settings).IsSettings();
        model.Entity<DhlApp>().Property(a => a.Credentials).IsCredentials();
    }
}
