namespace Eci.UnitTests.BuildingBlocks.GraphQL;

/// <summary>Asks for everything a schema says about itself, nine wrappings of a type deep, as graphical clients do when they start.</summary>
internal static class IntrospectionQuery
{
    public static string Text { get; } = $$"""
        query Everything {
          __schema {
            queryType { name }
            mutationType { name }
            subscriptionType { name }
            directives { name description locations args { ...Input } }
            types {
              kind name description
              fields(includeDeprecated: true) { name description isDeprecated deprecationReason args { ...Input } type { ...Wrapped } }
              inputFields { ...Input }
              interfaces { ...Wrapped }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
              possibleTypes { ...Wrapped }
            }
          }
        }
        fragment Input on __InputValue { name description defaultValue type { ...Wrapped } }
        fragment Wrapped on __Type { {{Wrapped(9)}} }
        """;

    private static string Wrapped(int levels) => levels == 0 ? "kind name" : $"kind name ofType {{ {Wrapped(levels - 1)} }}";
}
