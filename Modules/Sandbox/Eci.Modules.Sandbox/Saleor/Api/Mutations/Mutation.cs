using GraphQL;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>What can be changed. Static methods are fields.</summary>
internal sealed partial class Mutation
{
    public static AppTokenVerify? AppTokenVerify(IResolveFieldContext context, string token) =>
        new() { Valid = context.Shop().Data.Apps.Any(app => app.Token == token && app.IsActive is true) };
}

internal enum AppErrorCode
{
    Forbidden,
    GraphqlError,
    Invalid,
    NotFound,
}

internal sealed class AppError : MutationError<AppErrorCode>;

internal sealed class AppTokenVerify : Payload<AppError, AppErrorCode>
{
    public bool Valid { get; init; }
}
