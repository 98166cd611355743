using System.Globalization;
using Eci.Modules.Saleor;
using Eci.Modules.Saleor.Client;
using GraphQL;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

/// <summary>Every document that is embedded into the module, whatever part uses it.</summary>
internal sealed class Documents_of_Saleor
{
    private const int MostOfAPage = 100;
    private const int MaximumCost = 50_000;

    public static IEnumerable<TestCaseData> Documents() => Texts().Select(text => new TestCaseData(text.Value).SetArgDisplayNames(text.Key));

    [TestCaseSource(nameof(Documents))]
    public Task Fit_the_oldest_schema(string document) => FitsAsync(document, SaleorContract.Oldest);

    [TestCaseSource(nameof(Documents))]
    public Task Fit_the_newest_schema(string document) => FitsAsync(document, SaleorContract.Newest);

    [TestCaseSource(nameof(Documents))]
    public void Have_one_operation_named_as_their_file(string document)
    {
        var operation = Parser.Parse(document).Definitions.OfType<GraphQLOperationDefinition>().Single();
        var file = Texts().Single(text => text.Value == document).Key;
        Assert.That(file, Does.EndWith($".{operation.Name?.StringValue}{SaleorOperation.Extension}"));
    }

    /// <summary>Saleor counts some of the fields; here all count, times the sizes of all pages around them: what Saleor counts is less.</summary>
    [TestCaseSource(nameof(Documents))]
    public void Cost_less_than_a_shop_allows(string document)
    {
        var parsed = Parser.Parse(document);
        var fragments = parsed.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(f => f.FragmentName.Name.StringValue, StringComparer.Ordinal);
        var operation = parsed.Definitions.OfType<GraphQLOperationDefinition>().Single();
        Assert.That(Cost(operation.SelectionSet, fragments, times: 1), Is.LessThan(MaximumCost));
    }

    /// <summary>A shop answers strangers with the little that is public: without this an unknown token looks like an empty shop.</summary>
    [TestCaseSource(nameof(Documents))]
    public void Ask_for_the_app_itself_when_they_change_nothing(string document)
    {
        var operation = Parser.Parse(document).Definitions.OfType<GraphQLOperationDefinition>().Single();
        if (operation.Operation is OperationType.Query)
            Assert.That(operation.SelectionSet.Selections.OfType<GraphQLField>().Select(field => field.Name.StringValue), Has.Member(SaleorOperation.AppField));
    }

    [Test]
    public void Are_there() => Assert.That(Texts(), Has.Count.GreaterThan(5));

    [TestCase("query X { products(first: 1) { edges { node { nmae } } } }")]
    [TestCase("query X($id: Int!) { product(id: $id) { id } }")]
    [TestCase("mutation X { productVariantStocksUpdate(variantId: \"1\") { errors { code } } }")]
    public async Task Are_refused_when_they_do_not_fit(string document) =>
        Assert.That(await ProblemsAsync(document, SaleorContract.Newest), Is.Not.Empty);

    private static async Task FitsAsync(string document, string version) =>
        Assert.That(await ProblemsAsync(document, version), Is.Empty);

    /// <summary>Values of variables are missing here, which is no fault of a document.</summary>
    private static async Task<IReadOnlyList<string>> ProblemsAsync(string document, string version)
    {
        var parsed = Parser.Parse(document);
        var result = await new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = SaleorContract.Schema(version),
            Document = parsed,
            Operation = parsed.Definitions.OfType<GraphQLOperationDefinition>().Single(),
            Variables = Inputs.Empty,
        });
        return [.. result.Errors.Where(error => error is not InvalidVariableError).Select(error => error.Message)];
    }

    private static long Cost(GraphQLSelectionSet selections, Dictionary<string, GraphQLFragmentDefinition> fragments, long times)
    {
        long cost = 0;
        foreach (var selection in selections.Selections)
        {
            cost += selection switch
            {
                GraphQLField field => CostOf(field, fragments, times),
                GraphQLInlineFragment inline => Cost(inline.SelectionSet, fragments, times),
                GraphQLFragmentSpread spread => Cost(fragments[spread.FragmentName.Name.StringValue].SelectionSet, fragments, times),
                _ => 0,
            };
        }

        return cost;
    }

    private static long CostOf(GraphQLField field, Dictionary<string, GraphQLFragmentDefinition> fragments, long times)
    {
        var inner = times * SizeOf(field);
        return inner + (field.SelectionSet is { } selections ? Cost(selections, fragments, inner) : 0);
    }

    private static long SizeOf(GraphQLField field) => field.Arguments?.FirstOrDefault(a => a.Name.StringValue is "first" or "last")?.Value switch
    {
        null => 1,
        GraphQLIntValue value => long.Parse(value.Value.Span, CultureInfo.InvariantCulture),
        _ => MostOfAPage,
    };

    private static SortedDictionary<string, string> Texts()
    {
        var assembly = typeof(SaleorModule).Assembly;
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(SaleorOperation.Extension, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            texts.Add(name, reader.ReadToEnd());
        }

        return texts;
    }
}
