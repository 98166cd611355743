using System.CommandLine;
using System.Globalization;
using Eci.Management;

namespace Eci.Host.Commands.Management;

/// <summary>Hands the services of a host without background work to a command.</summary>
internal delegate Task<int> ServicesRunner(Func<IServiceProvider, Task<int>> command);

/// <summary>Runs commands of management: in the scope of their tenant, with refusals on the error stream.</summary>
internal sealed class ManagementRun(ServicesRunner run)
{
    /// <summary>Work on the tenant that <c>--tenant</c> names.</summary>
    public Task<int> InTenantAsync(ParseResult parsed, Func<IServiceProvider, Task> work, CancellationToken cancellationToken) => run(async services =>
    {
        await using var scope = await CommandScope.OfTenantAsync(services, parsed.GetValue(ManagementOptions.Tenant)!, cancellationToken);
        return scope is null ? ExitCodes.Refused : await OrRefusalAsync(() => work(scope.Services));
    });

    /// <summary>Work on tenants themselves.</summary>
    public Task<int> OnTenantsAsync(Func<IServiceProvider, Task> work) => run(async services =>
    {
        await using var scope = CommandScope.OfAllTenants(services);
        return await OrRefusalAsync(() => work(scope.Services));
    });

    /// <summary>Prints an answer for people or for programs.</summary>
    public static void Say(ParseResult parsed, object document, params IEnumerable<string> lines)
    {
        if (parsed.GetValue(ManagementOptions.Json))
            Output.WriteJson(document);
        else
            Console.WriteLine(string.Join(Environment.NewLine, lines));
    }

    /// <summary>Prints a list for people or for programs.</summary>
    public static void List<T>(
        ParseResult parsed, IReadOnlyCollection<T> found, Func<T, object> document, IReadOnlyList<string> columns, Func<T, string[]> row, string ifNone)
    {
        if (parsed.GetValue(ManagementOptions.Json))
            Output.WriteJson(found.Select(document));
        else if (found.Count == 0)
            Console.WriteLine(ifNone);
        else
            Output.WriteTable(columns, found.Select(row));
    }

    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";

    public static string YesOrNo(bool value) => value ? "yes" : "no";

    private static async Task<int> OrRefusalAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (RefusedException exception) when (exception.Problems.Count > 0)
        {
            return Output.Refuse(string.Join(Environment.NewLine, exception.Problems.Select(problem => problem.Message)));
        }
        catch (RefusedException exception)
        {
            return Output.Refuse(exception.Message);
        }
    }
}
