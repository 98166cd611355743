using Eci.Core;
using Eci.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Eci.Modules.Dpd;

internal sealed class DpdModel : IModelContribution
{
    public void Configure(ModelBuilder model) => model.Entity<App>().HasDiscriminator<string>("Kind").HasValue<DpdApp>(DpdApp.Kind);
}
