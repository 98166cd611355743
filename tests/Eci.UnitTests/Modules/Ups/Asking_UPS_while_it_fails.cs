using System.IO.Compression;
using System.Text;
using Eci.Carriers;
using Eci.Testing.Servers;
using Eci.UnitTests.Modules.Sandbox.Ups;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Ups;

internal sealed class Asking_UPS_while_it_fails
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private UpsSimulatorHost _ups = null!;
    private UpsHub _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _ups = await UpsSimulatorHost.StartAsync();
        _hub = new UpsHub(_ups.BaseAddress, _ups.Time);
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _ups.DisposeAsync();
    }

    [TestCase("500", typeof(HttpRequestException), "UPS answered the question for a package with 500: 10004 Something went wrong.")]
    [TestCase("400", typeof(CarrierAnswerException), "UPS answered the question for a package with 400: VSS000 Invalid request.")]
    [TestCase("cut-off", typeof(CarrierAnswerException), "UPS's answer is no JSON, or is cut off.")]
    [TestCase("html", typeof(CarrierAnswerException), "UPS's answer is HTML or XML instead of JSON.")]
    [TestCase("empty", typeof(CarrierAnswerException), "UPS's answer is empty.")]
    [TestCase("malformed", typeof(CarrierAnswerException), "UPS's answer holds no package with the number that was asked for.")]
    [TestCase("oversized", typeof(CarrierAnswerException), "UPS's answer is longer than 2097152 bytes.")]
    public async Task Fails_for_this_package_only(string kind, Type exception, string message)
    {
        await _ups.FailAsync(kind);

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf(exception).With.Message.EqualTo(message));
        Assert.That(await _hub.TrackAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Reads_a_compressed_answer_up_to_its_full_length()
    {
        await using var stub = await UpsStub.StartAsync();
        await using var hub = stub.Hub();
        string[] bodies = [UpsSamples.Answer($"\"activity\":[{UpsSamples.Scan}]"), $"\"{new string('x', 3_000_000)}\""];
        stub.Track = async (context, before) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            using var zipped = new MemoryStream();
            await using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
                await zip.WriteAsync(Encoding.UTF8.GetBytes(bodies[before]));
            return Results.Bytes(zipped.ToArray());
        };

        Assert.That((await hub.TrackAsync())!.Scans, Has.Count.EqualTo(1));
        Assert.That(() => hub.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("UPS's answer is longer than 2097152 bytes."));
    }

    [Test]
    public async Task Fails_for_an_answer_that_is_said_to_be_compressed()
    {
        await using var stub = await UpsStub.StartAsync();
        stub.Track = (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Task.FromResult(UpsStub.Package());
        };
        await using var hub = stub.Hub();

        Assert.That(() => hub.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.Contains("compressed"));
    }

    [TestCase("503")]
    [TestCase("broken")]
    public async Task Asks_once_more_when_UPS_is_just_being_restarted(string kind)
    {
        await _ups.FailAsync(kind);
        Assert.That(await _hub.TrackWhileTimePassesAsync(), Is.Not.Null);
        Assert.That(_ups.Requests.Count(request => request.IsForPackage), Is.EqualTo(2));

        await _ups.FailAsync(kind, count: 3);
        Assert.That(() => _hub.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>());
        Assert.That(_ups.Requests.Count(request => request.IsForPackage), Is.EqualTo(4));
    }

    [Test]
    public async Task Does_not_ask_once_more_when_UPS_says_when_to_come_back()
    {
        await _ups.FailAsync("503", retryAfterSeconds: 60);

        Assert.That(() => _hub.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>());
        Assert.That(_ups.Requests.Count(request => request.IsForPackage), Is.EqualTo(1));
    }

    [TestCase("503")]
    [TestCase("broken")]
    public async Task Asks_for_a_token_once(string kind)
    {
        await _ups.FailAsync(kind, target: "token");

        Assert.That(() => _hub.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>());
        Assert.That(_ups.Requests, Has.Count.EqualTo(2), "The order to fail and one question.");
    }

    [TestCase("track")]
    [TestCase("token")]
    public async Task Stops_waiting_after_the_time_that_is_set(string target)
    {
        await _ups.FailAsync("timeout", target: target);

        var asking = _hub.TrackAsync();
        await Eventually.Async(() => _ups.Requests.Any(request => target == "token" ? request.IsForToken : request.IsForPackage), Deadline, "the question");
        Assert.That(asking.IsCompleted, Is.False);
        _ups.Time.Advance(TimeSpan.FromSeconds(21));

        Assert.That(() => asking, Throws.TypeOf<HttpRequestException>().With.Message.EqualTo("UPS did not answer within 20 seconds."));
    }

    [Test]
    public async Task Stops_waiting_for_the_end_of_an_answer()
    {
        await using var stub = await UpsStub.StartAsync();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stub.Track = async (context, _) =>
        {
            await context.Response.Body.WriteAsync("{\"trackResponse\":"u8.ToArray());
            await context.Response.Body.FlushAsync();
            started.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return Results.Empty;
        };
        await using var hub = stub.Hub();

        var asking = hub.TrackAsync();
        await started.Task.WaitAsync(Deadline);
        await Eventually.Async(
            () =>
            {
                stub.Time.Advance(TimeSpan.FromSeconds(7));
                return asking.IsCompleted;
            },
            Deadline,
            "the end of the wait");

        Assert.That(() => asking, Throws.TypeOf<HttpRequestException>().With.Message.EqualTo("UPS did not answer within 20 seconds."));
    }

    [Test]
    public async Task Lets_the_callers_cancellation_through()
    {
        await _ups.FailAsync("timeout");
        using var cancel = new CancellationTokenSource();

        var asking = _hub.TrackAsync(cancellationToken: cancel.Token);
        await Eventually.Async(() => _ups.Requests.Any(request => request.IsForPackage), Deadline, "the question");
        await cancel.CancelAsync();

        Assert.That(() => asking, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Fails_when_nobody_listens()
    {
        await _hub.TrackAsync();
        await _ups.DisposeAsync();

        Assert.That(() => _hub.TrackWhileTimePassesAsync(), Throws.TypeOf<HttpRequestException>().With.Message.EqualTo("UPS cannot be reached."));
        _ups = await UpsSimulatorHost.StartAsync();
    }

    [Test]
    public async Task Leaves_UPS_alone_for_half_a_minute_when_it_fails_again_and_again()
    {
        await _hub.TrackAsync();
        await _ups.FailAsync("500", count: 100);
        for (var i = 0; i < 10; i++)
            Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<HttpRequestException>());
        var asked = _ups.Requests.Count;

        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<HttpRequestException>().With.Message.StartWith("UPS failed many times in a row"));
        Assert.That(_ups.Requests, Has.Count.EqualTo(asked));

        _ups.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<HttpRequestException>().With.Message.Contains("500"));
    }

    [Test]
    public async Task Is_not_cut_off_by_accounts_that_ask_too_often()
    {
        await _ups.FailAsync("429", count: 30);
        for (var i = 0; i < 30; i++)
            Assert.That(() => _hub.TrackAsync(), Throws.TypeOf<CarrierThrottledException>());

        Assert.That(await _hub.TrackAsync(), Is.Not.Null);
    }

    [Test]
    public async Task Does_not_follow_where_it_is_sent()
    {
        await using var stub = await UpsStub.StartAsync();
        stub.Track = (_, before) => Task.FromResult(before == 0 ? Results.Redirect("/api/track/v1/details/1Z") : UpsStub.Package());
        await using var hub = stub.Hub();

        Assert.That(() => hub.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("UPS answered the question for a package with 302."));
        Assert.That(stub.Questions, Is.EqualTo(1));
    }
}
