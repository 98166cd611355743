using Eci.ArchitectureTests.Model;
using Eci.ArchitectureTests.Rules;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

internal sealed class SourceTests
{
    [Test]
    public void Files_are_short()
    {
        Assert.That(Repository.Sources.Select(file => file.Path), Does.Contain("Host/Program.cs"));
        Assert.That(SourceRules.FilesAreShort(Repository.Sources), Is.Empty);
    }

    [Test]
    public void Reports_a_long_file() =>
        Assert.That(
            SourceRules.FilesAreShort([new("Host/Short.cs", 300), new("Host/Long.cs", 301), new("BuildingBlocks/X/Migrations/Initial.cs", 900)]),
            Is.EqualTo(["Host/Long.cs has 301 lines"]));
}
