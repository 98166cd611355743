using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Eci.ArchitectureTests.Samples;

public sealed class PublicEntity
{
    public int Id { get; init; }
}

public sealed class SampleModule : IModule
{
    internal const string ModuleName = "sample";

    public static Subscriber Tidy { get; } = HandlerRef<SampleMessage, SampleResult>.To<TidyHandler>(ModuleName);

    public static Subscriber Saving { get; } = HandlerRef<SampleMessage, SampleResult>.To<SavingHandler>(ModuleName);

    public string Name => ModuleName;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}

internal sealed class OtherModule : IModule
{
    public string Name => "other";

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }
}

internal sealed class ContextWithSet : DbContext
{
    public DbSet<PublicEntity> Entities => Set<PublicEntity>();
}

internal sealed class UncheckedOptions;

internal sealed class CheckedOptions
{
    public int Days { get; init; }
}

internal sealed class CheckedOptionsValidator : AbstractValidator<CheckedOptions>
{
    public CheckedOptionsValidator() => RuleFor(options => options.Days).GreaterThan(0);
}

internal static class StringHelper;

internal sealed class PackageManager<T>
{
    public T? Item { get; init; }
}
