using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Saleor;

internal sealed class SaleorModel : IModelContribution
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<SaleorApp>(SaleorApp.Kind);
        model.Entity<SaleorApp>().Property(a => a.Settings).IsSettings();
        model.Entity<SaleorApp>().Property(a => a.Credentials).IsCredentials();
    }
}
