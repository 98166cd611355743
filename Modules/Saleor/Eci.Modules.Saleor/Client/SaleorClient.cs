using Eci.Core;
using Eci.Modules.Saleor.Connection;
using Eci.Persistence;
using Eci.Sync;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;
using Refit;

namespace Eci.Modules.Saleor.Client;

/// <summary>Asks a shop. Whatever goes wrong is an <see cref="ExternalSystemException"/> without secrets and personal data.</summary>
internal sealed class SaleorClient(
    ISaleorApi api, ISyncPace pace, IShopAccess access, CredentialProtector protector, IOptions<SaleorOptions> options, TimeProvider time)
{
    /// <summary>Requests at once after a pause: the share of a second that an account may save up.</summary>
    private const int Burst = 10;

    /// <summary>Runs an operation with the app's own address and token.</summary>
    /// <param name="app">The shop.</param>
    /// <param name="operation">What to run.</param>
    /// <param name="variables">Its variables by name; null when it has none. Members that are null are left out.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ExternalSystemException">The shop did not answer as it should, or refused.</exception>
    public async Task<TAnswer> SendAsync<TAnswer>(
        SaleorApp app, SaleorOperation<TAnswer> operation, object? variables, CancellationToken cancellationToken)
        where TAnswer : class
    {
        if (app.Credentials is not { } stored)
            throw new SystemAccessDeniedException("The shop has not installed the app, or its token was revoked.");
        try
        {
            var answer = await RunAsync(app, protector.Unprotect(stored), operation, variables, cancellationToken);
            await access.AcceptedAsync(app.Id, cancellationToken);
            return answer;
        }
        catch (TokenRefusedException e)
        {
            await access.RefusedAsync(app.Id, cancellationToken);
            throw new SystemAccessDeniedException(e.Message, e);
        }
    }

    /// <summary>Runs an operation with credentials that the app need not have yet.</summary>
    /// <inheritdoc cref="SendAsync{TAnswer}(SaleorApp, SaleorOperation{TAnswer}, object?, CancellationToken)"/>
    public async Task<TAnswer> SendAsync<TAnswer>(
        SaleorApp app, SaleorCredentials credentials, SaleorOperation<TAnswer> operation, object? variables, CancellationToken cancellationToken)
        where TAnswer : class
    {
        try
        {
            return await RunAsync(app, credentials, operation, variables, cancellationToken);
        }
        catch (TokenRefusedException e)
        {
            throw new SystemAccessDeniedException(e.Message, e);
        }
    }

    private async Task<TAnswer> RunAsync<TAnswer>(
        SaleorApp app, SaleorCredentials credentials, SaleorOperation<TAnswer> operation, object? variables, CancellationToken cancellationToken)
        where TAnswer : class
    {
        await pace.EnterAsync(app, new PaceRules(app.Settings.RequestsPerSecond, Burst), cancellationToken);
        var request = new SaleorRequest(operation.Name, operation.Document, variables);
        using var deadline = new CancellationTokenSource(2 * options.Value.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var answer = await api.PostAsync(
                credentials.ApiUrl, $"Bearer {credentials.Token}", TraceBaggage.CurrentId, operation.IsQuery, request, either.Token);
            return await SaleorAnswer.ReadAsync<TAnswer>(answer, time.GetUtcNow(), either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ExecutionRejectedException or ApiRequestException)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The wrapper is left out: it holds the request, and with it the token.
            var cause = e is ApiRequestException { InnerException: { } inner } ? inner : e;
            throw new SystemUnavailableException(Sentence(cause), cause);
        }
    }

    private string Sentence(Exception cause) => cause switch
    {
        OperationCanceledException or TimeoutRejectedException => $"The shop did not answer within {options.Value.Timeout.TotalSeconds:0.##} seconds.",
        IOException => "The shop broke off in the middle of its answer.",
        _ => "The shop cannot be reached.",
    };
}
