using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Asks apps something and waits for the answer: synchronous webhooks.</summary>
internal interface IAppCalls
{
    /// <param name="request">The execution that asks.</param>
    /// <param name="app">Who is asked.</param>
    /// <param name="question">What is asked; an app's subscription selects from it.</param>
    /// <param name="legacyBody">What an app without a subscription gets.</param>
    /// <returns>Body of the answer; null when the app does not know the event or fails.</returns>
    Task<string?> AskAsync(ShopRequest request, App app, ShopEvent question, string legacyBody, CancellationToken cancellationToken);
}

/// <summary>Where no app is to be asked.</summary>
internal sealed class NoCalls : IAppCalls
{
    public Task<string?> AskAsync(ShopRequest request, App app, ShopEvent question, string legacyBody, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}

/// <summary>Writes down what apps answer.</summary>
internal sealed class NotedCalls(IAppCalls calls) : IAppCalls
{
    public List<string?> Answers { get; } = [];

    public async Task<string?> AskAsync(ShopRequest request, App app, ShopEvent question, string legacyBody, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(request, app, question, legacyBody, cancellationToken);
        Answers.Add(answer);
        return answer;
    }
}

/// <summary>Gives the answers of another day again.</summary>
internal sealed class RepeatedCalls(IReadOnlyList<string?> answers) : IAppCalls
{
    private int _next;

    public Task<string?> AskAsync(ShopRequest request, App app, ShopEvent question, string legacyBody, CancellationToken cancellationToken) =>
        Task.FromResult(_next < answers.Count ? answers[_next++] : null);
}
