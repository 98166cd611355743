using Microsoft.EntityFrameworkCore;

namespace Eci.Persistence;

public sealed class EciDbContext(DbContextOptions<EciDbContext> options) : DbContext(options)
{
}
