using System.Diagnostics;
using Eci.Core;
using Eci.Sync;
using Eci.Testing.Hosting;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Saleor;

internal sealed class Asking_Saleor
{
    private readonly LogCapture _log = new();
    private CannedShop _shop = null!;

    [SetUp]
    public async Task StartAsync() => _shop = await CannedShop.StartAsync(_log);

    [TearDown]
    public Task StopAsync() => _shop.DisposeAsync().AsTask();

    [Test]
    public async Task Sends_the_document_with_token_trace_and_variables()
    {
        using var activity = new Activity("test").AddBaggage(TraceBaggage.TraceId, "tr_1").Start();
        var name = await _shop.AskAsync(variables: new { first = 5, after = (string?)null });
        Assert.That(name, Is.EqualTo("Ada's"));
        var request = _shop.Requests.Single();
        Assert.That(request.Path, Is.EqualTo("/graphql/"));
        Assert.That(request.Headers["Authorization"], Is.EqualTo($"Bearer {CannedShop.Token}"));
        Assert.That(request.Headers["eci-trace-id"], Is.EqualTo("tr_1"));
        Assert.That(request.Headers["User-Agent"], Does.StartWith("ECI/"));
        Assert.That(request.Headers["Content-Type"], Does.StartWith("application/json"));
        Assert.That(request.Json.GetProperty("query").GetString(), Is.EqualTo("query Ping { shop { name } }"));
        Assert.That(request.Json.GetProperty("operationName").GetString(), Is.EqualTo("Ping"));
        Assert.That(request.Json.GetProperty("variables").GetRawText(), Is.EqualTo("""{"first":5}"""));
    }

    [Test]
    public async Task Waits_for_its_turn()
    {
        await _shop.AskAsync();
        Assert.That(_shop.Pace.Entered, Is.EqualTo([new PaceRules(7, 10)]));
        _shop.Pace.Refusal = new SystemRestsException("It rests.", DateTimeOffset.UnixEpoch);
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemRestsException>());
        Assert.That(_shop.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Is_denied_without_credentials() => Assert.That(
        async () => await _shop.AskAsync(app: _shop.App(installed: false)), Throws.TypeOf<SystemAccessDeniedException>());

    [Test]
    public void Tells_of_a_token_that_is_refused_and_not_of_a_permission_that_is_missing()
    {
        _shop.ReplyJson("""{"errors":[{"message":"No","extensions":{"exception":{"code":"PermissionDenied"}}}]}""");
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemAccessDeniedException>());
        Assert.That(_shop.Access.Told, Is.Empty);
        _shop.ReplyJson("""{"errors":[{"message":"No","extensions":{"exception":{"code":"InvalidTokenError"}}}]}""");
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemAccessDeniedException>());
        Assert.That(_shop.Access.Told, Is.EqualTo(["app_1 refused"]));
    }

    [Test]
    public async Task Asks_once_more_when_the_connection_breaks()
    {
        var answer = _shop.Answer;
        _shop.Answer = context =>
        {
            _shop.Answer = answer;
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.That(await _shop.AskAsync(), Is.EqualTo("Ada's"));
        Assert.That(_shop.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Never_changes_something_twice()
    {
        _shop.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.That(async () => await _shop.AskAsync(query: false), Throws.TypeOf<SystemUnavailableException>());
        Assert.That(_shop.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void Gives_up_when_no_answer_comes()
    {
        _shop.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemUnavailableException>().With.Message.Contains("within 5 seconds"));
    }

    [Test]
    public void Gives_up_when_an_answer_never_ends()
    {
        _shop.Answer = async context =>
        {
            await context.Response.Body.WriteAsync("{\"data\":"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemUnavailableException>());
    }

    [Test]
    public void Ends_when_the_caller_does_not_wait_any_more()
    {
        using var ended = new CancellationTokenSource();
        _shop.Answer = async context =>
        {
            await ended.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.That(async () => await _shop.AskAsync(cancellationToken: ended.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Takes_no_endless_answer()
    {
        _shop.Answer = async context =>
        {
            var chunk = new byte[1024 * 1024];
            Array.Fill(chunk, (byte)' ');
            for (var i = 0; i < 64; i++)
                await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemUnavailableException>().With.Message.Contains("larger than"));
    }

    [Test]
    public async Task Logs_no_token()
    {
        await _shop.AskAsync();
        _shop.Reply(401, "application/json", "{}");
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemAccessDeniedException>());
        Assert.That(_log.Lines, Has.None.Contain(CannedShop.Token));
    }

    [Test]
    public async Task Tells_whether_the_shop_accepts_the_app()
    {
        await _shop.AskAsync();
        _shop.Reply(401, "application/json", "{}");
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemAccessDeniedException>());
        _shop.Reply(503, "application/json", "{}");
        Assert.That(async () => await _shop.AskAsync(), Throws.TypeOf<SystemUnavailableException>());
        Assert.That(_shop.Access.Told, Is.EqualTo(["app_1 accepted", "app_1 refused"]), "That a shop is down says nothing of the app.");
    }

    [Test]
    public async Task Calls_no_private_address_outside_of_Development()
    {
        await using var shop = await CannedShop.StartAsync(environment: "Production");
        Assert.That(async () => await shop.AskAsync(), Throws.TypeOf<SystemUnavailableException>());
        Assert.That(shop.Requests, Is.Empty);
    }
}
