using System.Xml.Linq;
using Eci.Modules.Dpd.ReceivePush;
using Eci.Testing.Servers;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dpd;

internal sealed class Acknowledgements_for_DPD
{
    [Test]
    public void Are_written_as_DPD_writes_its_example()
    {
        var example = File.ReadAllText(Path.Combine(ContractsFolder.Find("dpd"), "push", "acknowledgement.xml")).TrimEnd();
        Assert.That(DpdAcknowledgement.Xml("335298"), Is.EqualTo(example));
    }

    [TestCase("92056930")]
    [TestCase("""a&b<c>d"e'f""")]
    [TestCase("</pushid><status>NOK</status>")]
    [TestCase("]]>&amp;&#x41;")]
    [TestCase("äöü 🎁")]
    public void Name_the_push_whatever_it_is_called(string pushId)
    {
        var push = XElement.Parse(DpdAcknowledgement.Xml(pushId));
        Assert.That(push.Elements().Select(e => (e.Name.LocalName, e.Value)), Is.EqualTo(new[] { ("pushid", pushId), ("status", "OK") }));
    }
}
