using System.Text.Json;
using Eci.Testing.Hosting;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

/// <summary>A shop of its own for each test, with one app that may do everything.</summary>
internal abstract class ShopTests
{
    protected const string Token = "token-of-an-app";

    protected FakeTimeProvider Time { get; private set; } = null!;

    protected SaleorShopServer Shop { get; private set; } = null!;

    [SetUp]
    public async Task Open()
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        Shop = await SaleorShopServer.StartAsync(Time);
        await Shop.AddAppAsync(Token);
    }

    [TearDown]
    public async Task Close() => await Shop.DisposeAsync();

    /// <summary>Data of an answer without errors.</summary>
    protected async Task<JsonElement> DataAsync(string query, object? variables = null, string token = Token)
    {
        var answer = await Shop.QueryAsync(query, variables, token);
        Assert.That(answer.TryGetProperty("errors", out var errors), Is.False, errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Codes of the errors of the first root field.</summary>
    protected static IEnumerable<string?> Codes(JsonElement data) =>
        data.EnumerateObject().First().Value.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString());

    protected static string Exception(JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("exception").GetProperty("code").GetString()!;
}
