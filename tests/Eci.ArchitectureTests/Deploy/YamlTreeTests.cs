using NUnit.Framework;
using YamlDotNet.Core;

namespace Eci.ArchitectureTests.Deploy;

internal sealed class A_YAML_document
{
    [Test]
    public void Resolves_anchors_and_merged_keys()
    {
        var tree = YamlTree.Parse("base: &base {a: 1, b: 2}\nuse:\n  <<: *base\n  b: 3\nlist: [x, y]\n").Single();
        Assert.That(tree["use"].Members.Select(pair => $"{pair.Key}={pair.Value.Text}"), Is.EquivalentTo(["a=1", "b=3"]));
        Assert.That(tree["list"].Texts, Is.EqualTo(["x", "y"]));
        Assert.That(tree["nothing"]["below"].Exists, Is.False);
    }

    [Test]
    public void May_be_one_of_several() => Assert.That(YamlTree.Parse("a: 1\n---\na: 2\n").Select(tree => tree["a"].Text), Is.EqualTo(["1", "2"]));

    [Test]
    public void Is_refused_with_a_key_twice() => Assert.That(() => YamlTree.Parse("a: 1\na: 2\n"), Throws.InstanceOf<YamlException>());
}
