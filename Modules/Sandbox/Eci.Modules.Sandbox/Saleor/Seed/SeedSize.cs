namespace Eci.Modules.Sandbox.Saleor.Seed;

/// <summary>How large a shop is: body of <c>POST /sandbox/saleor/shop</c>.</summary>
/// <param name="Products">Products with two variants on average.</param>
/// <param name="Orders">Orders that were placed before, paid and not sent.</param>
internal sealed record SeedSize(int Products = 36, int Orders = 0)
{
    public const int Most = 100_000;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem() =>
        Products is < 1 or > Most ? $"products must be between 1 and {Most}."
        : Orders is < 0 or > Most ? $"orders must be between 0 and {Most}."
        : null;
}
