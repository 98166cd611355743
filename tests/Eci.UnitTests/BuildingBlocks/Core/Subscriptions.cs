using Eci.Core;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Core;

internal sealed class Subscriptions
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [TestCase(null, ExpectedResult = false)]
    [TestCase(-1, ExpectedResult = false)]
    [TestCase(0, ExpectedResult = false)]
    [TestCase(1, ExpectedResult = true)]
    public bool Are_paid_up_to_their_end_and_no_longer(int? seconds) =>
        new Subscription { Id = "sub_1", TenantId = "pk_1", PaidUntil = seconds is { } s ? Now.AddSeconds(s) : null }.IsPaid(Now);
}
