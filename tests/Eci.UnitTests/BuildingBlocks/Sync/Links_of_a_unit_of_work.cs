using Eci.Sync.Linking;
using Eci.Sync.Storage;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Sync;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class Links_of_a_unit_of_work
{
    private readonly KnownLinks _links = new();

    [Test]
    public void Are_seen_before_they_are_stored()
    {
        _links.Link("x1", "i1");
        Assert.That(_links.InternalIds(["x1"])["x1"], Is.EqualTo("i1"));
        Assert.That(_links.ExternalIds(["i1"])["i1"], Is.EqualTo("x1"));
    }

    [Test]
    public void Replace_links_of_either_side()
    {
        _links.LearnExternal(["x1"], [Stored("x1", "i1")]);
        _links.Link("x2", "i1");
        Assert.That(_links.InternalIds(["x1", "x2"]), Is.EquivalentTo(new Dictionary<string, string> { ["x2"] = "i1" }));
        Assert.That(_links.Holds(Stored("x1", "i1")), Is.False);
        Assert.That(_links.Holds(Stored("x2", "i1")), Is.True);
    }

    [Test]
    public void Replace_links_that_are_read_only_later()
    {
        _links.Link("x2", "i1");
        _links.LearnExternal(["x1"], [Stored("x1", "i1")]);
        Assert.That(_links.InternalIds(["x1"]), Is.Empty);
    }

    [Test]
    public void Do_not_change_what_holds_already()
    {
        _links.LearnExternal(["x1"], [Stored("x1", "i1")]);
        _links.Link("x1", "i1");
        Assert.That(_links.IsChanged, Is.False);
    }

    [Test]
    public void Are_forgotten_by_both_names()
    {
        _links.LearnExternal(["x1"], [Stored("x1", "i1")]);
        _links.Forget("x1");
        Assert.That(_links.InternalIds(["x1"]), Is.Empty);
        Assert.That(_links.ExternalIds(["i1"]), Is.Empty);
        Assert.That(_links.Holds(Stored("x1", "i1")), Is.False);
    }

    [Test]
    public void Are_asked_for_once() => Assert.That(Asked(), Is.Empty);

    private string[] Asked()
    {
        _links.LearnExternal(["x1", "x2"], [Stored("x1", "i1")]);
        return _links.UnknownExternal(["x1", "x2"]);
    }

    private static SyncLink Stored(string externalId, string internalId) => new()
    {
        Id = externalId + internalId,
        TenantId = "t",
        AppId = "a",
        Entity = "e",
        ExternalId = externalId,
        InternalId = internalId,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
