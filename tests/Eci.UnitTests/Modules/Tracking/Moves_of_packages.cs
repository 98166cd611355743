using Eci.Modules.Tracking.StorePackageEvent;
using Eci.Vocabulary;
using NUnit.Framework;
using static Eci.Vocabulary.PackageState;

namespace Eci.UnitTests.Modules.Tracking;

internal sealed class Moves_of_packages
{
    private static readonly PackageState[] All = Enum.GetValues<PackageState>();

    [Test]
    public void Are_defined_from_every_state() => Assert.That(() => All.Select(from => PackageStates.CanMove(from, Delivered)).ToList(), Throws.Nothing);

    [Test]
    public void End_with_the_delivery_and_only_there()
    {
        Assert.That(All.Where(to => PackageStates.CanMove(Delivered, to)), Is.Empty);
        Assert.That(All.Where(PackageStates.IsFinal), Is.EqualTo(new[] { Delivered }));
        Assert.That(All.Where(from => from is not Delivered && !PackageStates.CanMove(from, Delivered)), Is.Empty, "Every package can be delivered.");
    }

    [Test]
    public void Lead_somewhere_else() => Assert.That(All.Where(state => PackageStates.CanMove(state, state)), Is.Empty);

    [Test]
    public void Never_lead_back_to_the_start() => Assert.That(All.Where(from => PackageStates.CanMove(from, Init)), Is.Empty);

    [TestCase(InformationReceived, InTransit, ExpectedResult = true)]
    [TestCase(InTransit, InformationReceived, ExpectedResult = false)]
    [TestCase(OutForDelivery, InTransit, ExpectedResult = false)]
    [TestCase(FailedAttempt, OutForDelivery, ExpectedResult = true)]
    [TestCase(FailedAttempt, AvailableForPickup, ExpectedResult = true)]
    [TestCase(AvailableForPickup, PackageState.Exception, ExpectedResult = true)]
    [TestCase(AvailableForPickup, InTransit, ExpectedResult = false)]
    [TestCase(PackageState.Exception, InTransit, ExpectedResult = true)]
    [TestCase(PackageState.Exception, InformationReceived, ExpectedResult = false)]
    [TestCase(InTransit, Expired, ExpectedResult = true)]
    [TestCase(Expired, InTransit, ExpectedResult = true)]
    [TestCase(InTransit, Pending, ExpectedResult = false)]
    public bool Lead_forward_or_out_of_a_problem(PackageState from, PackageState to) => PackageStates.CanMove(from, to);
}
