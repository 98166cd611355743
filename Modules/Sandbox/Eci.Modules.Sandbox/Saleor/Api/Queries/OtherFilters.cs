using Eci.Modules.Sandbox.Saleor.Model;
using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

internal sealed record CategoryFilterInput
{
    public string? Search { get; init; }

    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    [Id]
    public IReadOnlyList<string>? Ids { get; init; }

    public IReadOnlyList<string>? Slugs { get; init; }

    public DateTimeRangeInput? UpdatedAt { get; init; }

    public bool Fits(Category category) =>
        UpdatedAt?.Fits(category.UpdatedAt) is not false
        && Ids.Allow(category.Id)
        && Slugs.Allow(category.Slug)
        && Search.Found(category.Name, category.Slug)
        && Metadata.AllFit(category);
}

internal sealed record WarehouseFilterInput
{
    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    public string? Search { get; init; }

    [Id]
    public IReadOnlyList<string>? Ids { get; init; }

    public IReadOnlyList<string>? Slugs { get; init; }

    public bool Fits(Warehouse warehouse) =>
        Ids.Allow(warehouse.Id) && Slugs.Allow(warehouse.Slug) && Search.Found(warehouse.Name, warehouse.Slug) && Metadata.AllFit(warehouse);
}

internal sealed record TaxClassFilterInput
{
    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    [Id]
    public IReadOnlyList<string>? Ids { get; init; }

    public bool Fits(TaxClass taxClass) => Ids.Allow(taxClass.Id) && Metadata.AllFit(taxClass);
}

internal sealed record CustomerFilterInput
{
    public DateRangeInput? DateJoined { get; init; }

    public string? Search { get; init; }

    public IReadOnlyList<MetadataFilter>? Metadata { get; init; }

    [Id]
    public IReadOnlyList<string>? Ids { get; init; }

    public DateTimeRangeInput? UpdatedAt { get; init; }

    public bool Fits(User user) =>
        UpdatedAt?.Fits(user.UpdatedAt) is not false
        && DateJoined?.Fits(user.DateJoined) is not false
        && Ids.Allow(user.Id)
        && Search.Found(user.Email, user.FirstName, user.LastName)
        && Metadata.AllFit(user);
}

internal enum UserSortField
{
    Email,
    CreatedAt,
    LastModifiedAt,
}

internal sealed record UserSortingInput
{
    public OrderDirection Direction { get; init; }

    public UserSortField Field { get; init; }

    public Sort<User> Sort() => Field switch
    {
        UserSortField.LastModifiedAt => UserSorts.Changes,
        UserSortField.CreatedAt => UserSorts.Creations,
        _ => UserSorts.Emails,
    } with
    { Descending = Direction is OrderDirection.Desc };
}
