using GraphQL.Types;

namespace Eci.Web.GraphQL;

/// <summary>
/// Fields that a module adds to an object type of a building block, for example <c>Order.trackingPageUrl</c>. Register as a singleton;
/// the type takes every one of them in its constructor.
/// </summary>
/// <typeparam name="T">What the type shows.</typeparam>
public interface IFieldsOf<T>
{
    /// <summary>Adds the fields. Runs once, when the schema is built.</summary>
    void AddTo(ObjectGraphType<T> type);
}
