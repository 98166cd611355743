using System.Globalization;
using Eci.Carriers.Budget;
using Eci.Core;
using Eci.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eci.Carriers;

/// <summary>What a carrier said to a single request.</summary>
/// <param name="Works">The account may ask.</param>
/// <param name="Message">Why, or why not, in one sentence without keys.</param>
public sealed record TrialAnswer(bool Works, string Message);

/// <summary>
/// Asks a carrier once, outside of any schedule, to find out whether an account works. The request counts against the account's budget,
/// keeps its spacing, and a carrier that wants to be left alone is left alone by the schedule too.
/// </summary>
public sealed class AccountTrial
{
    /// <summary>Nobody waits any longer for the account's turn.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly IServiceScopeFactory _scopes;
    private readonly IWriteGate _gate;
    private readonly TimeProvider _time;
    private readonly CarriersOptions _options;

    internal AccountTrial(IServiceScopeFactory scopes, IWriteGate gate, TimeProvider time, IOptions<CarriersOptions> options)
    {
        _scopes = scopes;
        _gate = gate;
        _time = time;
        _options = options.Value;
    }

    /// <summary>Makes one request.</summary>
    /// <param name="app">The account.</param>
    /// <param name="works">What to say when the request succeeds.</param>
    /// <param name="ask">The request; throws what <see cref="ICarrierTracker{TApp}"/> throws.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TrialAnswer> AskAsync<TApp>(TApp app, string works, Func<CancellationToken, Task> ask, CancellationToken cancellationToken)
        where TApp : App, IPolledApp
    {
        var budget = new RequestBudget(
            _scopes, _gate, _time, new BudgetRules(app.RequestsPerDay, app.Spacing, _options.BudgetHeadStart), app.TenantId, app.Id);
        var grant = await budget.TakeAsync(urgent: true, cancellationToken);
        if (grant.Refusal is { } refusal)
            return new TrialAnswer(Works: false, ReasonOf(refusal, grant.At));
        if (grant.At - _time.GetUtcNow() > LongestWait)
            return new TrialAnswer(Works: false, $"The carrier was not asked: by the app's spacing it may be asked again {Moment(grant.At)}.");
        while (grant.At - _time.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            await Task.Delay(wait, _time, cancellationToken);
        try
        {
            await ask(cancellationToken);
            return new TrialAnswer(Works: true, works);
        }
        catch (CarrierThrottledException exception)
        {
            await budget.BlockAsync(_time.GetUtcNow() + _options.PauseAfter(exception), BlockReason.Throttled, cancellationToken);
            return new TrialAnswer(Works: false, $"The carrier takes no further requests for now, so that nothing is known of the key: {exception.Message}");
        }
        catch (Exception exception) when (exception is CarrierRefusedException or CarrierAnswerException or HttpRequestException)
        {
            return new TrialAnswer(Works: false, exception.Message);
        }
    }

    private static string ReasonOf(BudgetRefusal refusal, DateTimeOffset at) => refusal switch
    {
        BudgetRefusal.Blocked => $"The carrier was not asked: after its last answer the app rests until {Moment(at)}.",
        _ => "The carrier was not asked: the app's requests of the day are used up.",
    };

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
