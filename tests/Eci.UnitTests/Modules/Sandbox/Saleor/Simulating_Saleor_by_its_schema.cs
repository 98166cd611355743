using System.Text.RegularExpressions;
using Eci.Modules.Saleor;
using Eci.Modules.Sandbox.Saleor.Api;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

internal sealed partial class Simulating_Saleor_by_its_schema
{
    private const string Newest = "schema.graphql";
    private const string Oldest = "schema-3.20.0.graphql";

    /// <summary>What the versions disagree about; documents that fit the stricter one fit both.</summary>
    private static readonly string[] NewestDiffers =
    [
        "Attribute.name is String, not String!",
        "Attribute.slug is String, not String!",
        "Attribute.type is AttributeTypeEnum, not AttributeTypeEnum!",
        "Mutation.transactionEventReport(amount) is PositiveDecimal!, not PositiveDecimal",
    ];

    /// <summary>Subscriptions by channel came within 3.20.</summary>
    private static readonly string[] OldestDiffers =
    [
        "Subscription.orderCreated", "Subscription.orderUpdated", "Subscription.orderConfirmed", "Subscription.orderPaid", "Subscription.orderFullyPaid",
        "Subscription.orderRefunded", "Subscription.orderFullyRefunded", "Subscription.orderFulfilled", "Subscription.orderCancelled",
        "Subscription.orderExpired", "Subscription.orderMetadataUpdated",
    ];

    private readonly ShopSchema _schema = ShopSchema.Create();

    [OneTimeTearDown]
    public void Forget() => _schema.Dispose();

    [Test]
    public void Has_nothing_that_the_newest_supported_version_has_not() =>
        Assert.That(new SchemaComparison(SaleorSdl.Read(Newest)).Of(_schema), Is.EquivalentTo(NewestDiffers));

    [Test]
    public void Has_nothing_that_the_oldest_supported_version_has_not() =>
        Assert.That(new SchemaComparison(SaleorSdl.Read(Oldest)).Of(_schema), Is.EquivalentTo(OldestDiffers));

    [Test]
    public void Asks_for_the_permissions_that_Saleor_documents()
    {
        var sdl = SaleorSdl.Read(Newest);
        Assert.Multiple(() =>
        {
            foreach (var type in _schema.AllTypes.OfType<IObjectGraphType>())
            {
                foreach (var field in type.Fields)
                {
                    if (sdl.Find(type.Name) is GraphQLObjectTypeDefinition theirs && Documented(theirs, field.Name) is { } documented)
                        Assert.That(field.GetMetadata<string[]?>(NeedsAttribute.Metadata) ?? [], Is.EquivalentTo(documented), $"{type.Name}.{field.Name}");
                }
            }
        });
    }

    [TestCaseSource(nameof(Documents))]
    public async Task Understands_the_documents_of_the_hub(string name)
    {
        await using var stream = typeof(SaleorModule).Assembly.GetManifestResourceStream(name)!;
        var document = Parser.Parse(await new StreamReader(stream).ReadToEndAsync());
        foreach (var operation in document.Definitions.OfType<GraphQLOperationDefinition>())
        {
            var result = await new DocumentValidator().ValidateAsync(
                new ValidationOptions { Schema = _schema, Document = document, Operation = operation, Variables = Inputs.Empty, Rules = DocumentValidator.CoreRules });
            // Values of variables are not at hand, only the document is judged.
            Assert.That(result.Errors.Where(error => error is not InvalidVariableError).Select(error => error.Message), Is.Empty);
        }
    }

    private static IEnumerable<string> Documents() =>
        typeof(SaleorModule).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".graphql", StringComparison.Ordinal));

    /// <summary>Permissions that the description of a field names; null when it names none. Owners do not use the simulator.</summary>
    private static IEnumerable<string>? Documented(GraphQLObjectTypeDefinition type, string field)
    {
        var description = type.Fields?.Items.Find(known => known.Name.StringValue == field)?.Description?.Value.ToString() ?? "";
        return PermissionSentence().Match(description) is { Success: true } sentence
            ? sentence.Groups["names"].Value.Split([',', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(name => name != "OWNER")
            : null;
    }

    [GeneratedRegex("Requires one of the following permissions: (?<names>[A-Z_,\\s]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PermissionSentence();
}
