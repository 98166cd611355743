using System.Reflection;
using Eci.Core;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Core;

internal sealed class Ids_of_rows
{
    private const string Form = "^pa_[1-9A-HJ-NP-Za-km-z]{22}$";

    [Test]
    public void Begin_with_what_they_name_and_are_as_long_as_any_other()
    {
        foreach (var id in new[] { Ids.New(IdPrefix.Package), Ids.NewSecret(IdPrefix.Package), Ids.Of(IdPrefix.Package, "a"), Ids.Of(IdPrefix.Package) })
            Assert.That(id, Does.Match(Form));
    }

    [Test]
    public void Have_a_prefix_of_their_own_for_every_kind_of_row()
    {
        var prefixes = typeof(IdPrefix).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!).ToList();
        Assert.That(prefixes, Is.Unique.And.All.Match("^[a-z_]+$"));
    }

    [Test]
    public void Differ_from_each_other_and_sort_by_the_time_they_were_made()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => Ids.New(IdPrefix.Event)).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(string.CompareOrdinal(Ids.New(IdPrefix.Event)[..10], ids[0][..10]), Is.GreaterThanOrEqualTo(0));
        Assert.That(Enumerable.Range(0, 10_000).Select(_ => Ids.NewSecret(IdPrefix.Webhook)), Is.Unique);
    }

    [Test]
    public void That_name_something_are_the_same_for_the_same_parts_only()
    {
        var ids = new[] { Ids.Of("em", "ab", "c"), Ids.Of("em", "a", "bc"), Ids.Of("em", "abc"), Ids.Of("em", "abc", ""), Ids.Of("em"), Ids.Of("em", "ABC") };
        Assert.That(ids, Is.Unique);
        Assert.That(Ids.Of("em", "ab", "c"), Is.EqualTo(ids[0]));
        Assert.That(Ids.Of("evt", "ab", "c")[4..], Is.EqualTo(ids[0][3..]));
    }

    [Test]
    public void That_name_something_never_change_with_a_release()
    {
        Assert.That(Ids.NameBased("wh_demo_dpd", "92056930").Version, Is.EqualTo(8));
        Assert.That(Ids.NameBased("wh_demo_dpd", "92056930"), Is.EqualTo(new Guid("7aa8aea3-2c7a-8ba3-b332-886a173f234c")));
    }
}
