using Eci.Modules.Sandbox.Saleor.Model;

namespace Eci.Modules.Sandbox.Saleor.Api;

/// <summary>Asks apps something and waits for the answer: synchronous webhooks.</summary>
internal interface IAppCalls
{
    /// <returns>Body of the answer; null when the app does not know the event or fails.</returns>
    Task<string?> AskAsync(App app, string topic, string body, CancellationToken cancellationToken);
}

/// <summary>Where no app is to be asked.</summary>
internal sealed class NoCalls : IAppCalls
{
    public Task<string?> AskAsync(App app, string topic, string body, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}

/// <summary>Writes down what apps answer.</summary>
internal sealed class NotedCalls(IAppCalls calls) : IAppCalls
{
    public List<string?> Answers { get; } = [];

    public async Task<string?> AskAsync(App app, string topic, string body, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(app, topic, body, cancellationToken);
        Answers.Add(answer);
        return answer;
    }
}

/// <summary>Gives the answers of another day again.</summary>
internal sealed class RepeatedCalls(IReadOnlyList<string?> answers) : IAppCalls
{
    private int _next;

    public Task<string?> AskAsync(App app, string topic, string body, CancellationToken cancellationToken) =>
        Task.FromResult(_next < answers.Count ? answers[_next++] : null);
}
