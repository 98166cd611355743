using Eci.Modules.Tracking.NotifyCustomer;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Tracking;

internal sealed class Places_in_mails
{
    [TestCase("Köln", ExpectedResult = "Köln")]
    [TestCase("50667 Köln", ExpectedResult = "50667 Köln")]
    [TestCase("0998", ExpectedResult = null)]
    [TestCase("09-98 / 2", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    [TestCase(null, ExpectedResult = null)]
    public string? Are_left_out_when_they_hold_no_letters(string? location) => NotificationPlanner.NameOfPlace(location);
}
