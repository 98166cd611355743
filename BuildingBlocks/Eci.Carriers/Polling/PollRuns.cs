using Eci.Carriers.Budget;
using Eci.Persistence;
using Eci.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Eci.Carriers.Polling;

/// <summary>Runs of the polling jobs of all carriers.</summary>
internal sealed class PollRuns(
    IServiceScopeFactory scopes,
    IWriteGate gate,
    TimeProvider time,
    IOptions<CarriersOptions> options,
    CarrierMetrics metrics,
    ILogger<PollRun> logger)
{
    /// <summary>Asks about what is due until nothing is, or there is a reason to stop.</summary>
    public Task RunAsync(JobRun run, PolledAccount account, CancellationToken cancellationToken)
    {
        var rules = new BudgetRules(account.Limits.RequestsPerDay, account.Limits.Spacing, options.Value.BudgetHeadStart);
        var budget = new RequestBudget(scopes, gate, time, rules, run.TenantId, run.AppId);
        var requests = new CarrierRequests(run, account, budget, time, options.Value, metrics, logger);
        return new PollRun(run, account, requests, scopes, time, options.Value, logger).RunAsync(cancellationToken);
    }
}
