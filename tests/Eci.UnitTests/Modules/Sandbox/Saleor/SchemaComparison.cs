using GraphQL.Types;
using GraphQLParser.AST;

namespace Eci.UnitTests.Modules.Sandbox.Saleor;

/// <summary>Looks for what a schema has that a published one does not have, or has otherwise.</summary>
internal sealed class SchemaComparison(SaleorSdl sdl)
{
    private readonly List<string> _differences = [];

    public IReadOnlyList<string> Of(ISchema schema)
    {
        foreach (var type in schema.AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal) && !IsBuiltIn(type.Name)))
            Compare(type);
        return _differences;
    }

    private static bool IsBuiltIn(string name) => name is "ID" or "String" or "Int" or "Float" or "Boolean";

    private void Compare(IGraphType ours)
    {
        switch (ours, sdl.Find(ours.Name))
        {
            case (_, null):
                _differences.Add(ours.Name);
                break;
            case (IInputObjectGraphType input, GraphQLInputObjectTypeDefinition theirs):
                Compare(input, theirs);
                break;
            case (IObjectGraphType type, GraphQLObjectTypeDefinition theirs):
                Compare(type, theirs.Fields);
                CompareNames(type.Name, type.ResolvedInterfaces.Select(i => i.Name), theirs.Interfaces?.Items.Select(i => i.Name.StringValue));
                break;
            case (IInterfaceGraphType type, GraphQLInterfaceTypeDefinition theirs):
                Compare(type, theirs.Fields);
                break;
            case (EnumerationGraphType type, GraphQLEnumTypeDefinition theirs):
                CompareNames(type.Name, type.Values.Select(value => value.Name), theirs.Values?.Items.Select(value => value.Name.StringValue));
                break;
            case (UnionGraphType type, GraphQLUnionTypeDefinition theirs):
                CompareNames(type.Name, type.PossibleTypes.Select(possible => possible.Name), theirs.Types?.Items.Select(possible => possible.Name.StringValue));
                break;
            case (ScalarGraphType and not EnumerationGraphType, GraphQLScalarTypeDefinition):
                break;
            default:
                _differences.Add($"{ours.Name} is another kind of type");
                break;
        }
    }

    private void Compare(IComplexGraphType ours, GraphQLFieldsDefinition? theirs)
    {
        foreach (var field in ours.Fields)
        {
            var path = $"{ours.Name}.{field.Name}";
            if (theirs?.Items.Find(known => known.Name.StringValue == field.Name) is not { } known)
            {
                _differences.Add(path);
                continue;
            }

            CompareTypes(path, field.ResolvedType, known.Type);
            CompareArguments(path, field.Arguments, known.Arguments);
        }
    }

    private void CompareArguments(string path, QueryArguments? ours, GraphQLArgumentsDefinition? theirs)
    {
        foreach (var argument in ours ?? [])
        {
            if (theirs?.Items.Find(known => known.Name.StringValue == argument.Name) is not { } known)
                _differences.Add($"{path}({argument.Name})");
            else
                CompareTypes($"{path}({argument.Name})", argument.ResolvedType, known.Type);
        }

        foreach (var required in theirs?.Items.Where(IsRequired) ?? [])
        {
            if (ours?.Find(required.Name.StringValue) is null)
                _differences.Add($"{path}({required.Name.StringValue}) is required");
        }
    }

    private void Compare(IInputObjectGraphType ours, GraphQLInputObjectTypeDefinition theirs)
    {
        foreach (var field in ours.Fields)
        {
            if (theirs.Fields?.Items.Find(known => known.Name.StringValue == field.Name) is not { } known)
                _differences.Add($"{ours.Name}.{field.Name}");
            else
                CompareTypes($"{ours.Name}.{field.Name}", field.ResolvedType, known.Type);
        }

        foreach (var required in theirs.Fields?.Items.Where(IsRequired) ?? [])
        {
            if (!ours.HasField(required.Name.StringValue))
                _differences.Add($"{ours.Name}.{required.Name.StringValue} is required");
        }
    }

    private static bool IsRequired(GraphQLInputValueDefinition value) => value is { Type: GraphQLNonNullType, DefaultValue: null };

    private void CompareTypes(string path, IGraphType? ours, GraphQLType theirs)
    {
        if (ours?.ToString() is var text && text != SaleorSdl.Text(theirs))
            _differences.Add($"{path} is {text}, not {SaleorSdl.Text(theirs)}");
    }

    private void CompareNames(string type, IEnumerable<string> ours, IEnumerable<string>? theirs) =>
        _differences.AddRange(ours.Except(theirs ?? [], StringComparer.Ordinal).Select(name => $"{type} {name}"));
}
