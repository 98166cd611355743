using System.Reflection;
using Eci.ArchitectureTests.Model;
using Eci.Web.GraphQL;
using Eci.Web.Problems;
using Eci.Web.Security;
using NUnit.Framework;

namespace Eci.ArchitectureTests;

[TestFixture]
internal sealed class The_page_of_the_API
{
    private static readonly string Text = Repository.ReadText("docs/api.md");

    [Test]
    public void Explains_every_scope() => Assert.That(Scopes.All.Append(Scopes.ManageTenants).Where(scope => !HasRow(scope)), Is.Empty);

    [Test]
    public void Explains_every_code_of_the_GraphQL_endpoint()
    {
        var codes = typeof(GraphQLErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.That(codes, Does.Contain("QUERY_TOO_DEEP"));
        Assert.That(codes.Where(code => !HasRow(code)), Is.Empty);
    }

    [Test]
    public void Explains_every_code_of_problems()
    {
        var codes = typeof(Problem).GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Select(property => property.GetValue(null)).OfType<Problem>().Select(problem => problem.Code).ToList();
        Assert.That(codes, Does.Contain("webhook_not_found"));
        Assert.That(codes.Where(code => !HasRow(code)), Is.Empty);
    }

    private static bool HasRow(string name) => Text.Contains($"| `{name}` |", StringComparison.Ordinal);
}
