using System.Text.Json;
using Eci.Persistence;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Eci.Commerce.Api.Orders;

/// <summary>Stores what a call changes in one unit of work, and begins again when somebody else was faster.</summary>
internal sealed class OneGo(EciDbContext database)
{
    private const int Attempts = 10;

    /// <exception cref="RegistrationRefusedException">A field is wrong.</exception>
    public static void Check<T>(IValidator<T> rules, T input)
    {
        var wrong = rules.Validate(input).Errors.ConvertAll(e => new RefusedField(PathOf(e.PropertyName), e.ErrorMessage));
        if (wrong.Count > 0)
            throw new RegistrationRefusedException(RefusalCodes.InvalidArgument, wrong);
    }

    /// <summary>
    /// Begins again, with what is stored by then, when somebody else stored one of the rows at the same time. A package of another order
    /// may be of the very same one, stored since its order was looked for. What fails leaves nothing behind for later work of the request.
    /// </summary>
    /// <exception cref="RegistrationRefusedException">Others were faster each time, or what the change itself refuses.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await change();
                await database.SaveChangesAsync(cancellationToken);
                return result;
            }
            catch (Exception exception)
            {
                database.ChangeTracker.Clear();
                var again = exception is DbUpdateException
                    ? attempt < Attempts && !EciDatabase.IsUnavailable(exception) && !EciDatabase.IsUnstorableText(exception)
                    : attempt == 1 && exception is RegistrationRefusedException { Code: RefusalCodes.PackageExists };
                if (!again && exception is DbUpdateConcurrencyException)
                    throw new RegistrationRefusedException(RefusalCodes.Conflict, "It was changed at the same time; try again.", exception);
                if (!again)
                    throw;
            }
        }
    }

    /// <summary><c>Packages[0].TrackingId</c> as callers write it.</summary>
    private static string PathOf(string property) => string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
