using Eci.Carriers;
using Eci.Modules.Dhl.TrackShipment;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Eci.UnitTests.Modules.Dhl;

/// <summary>What the simulator of DHL would never answer.</summary>
internal sealed class Answers_of_DHL
{
    private const string Json = "application/json";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 5, 9, 2, 0, TimeSpan.Zero));
    private CannedDhl _dhl = null!;
    private DhlClients _clients = null!;

    [SetUp]
    public async Task Start()
    {
        _dhl = await CannedDhl.StartAsync();
        _clients = new DhlClients(_dhl.BaseAddress, _time);
    }

    [TearDown]
    public async Task Stop()
    {
        await _clients.DisposeAsync();
        await _dhl.DisposeAsync();
    }

    [TestCase("unauthorized", 401, typeof(CarrierRefusedException), "DHL answered with 401: Unauthorized. Unauthorized for given resource.")]
    [TestCase("too_many_requests", 429, typeof(CarrierThrottledException), "DHL answered with 429: Too Many Requests. Too many requests within defined time period, please try again later.")]
    [TestCase("bad_input", 400, typeof(CarrierAnswerException), "DHL answered with 400: Invalid input. Input is invalid: Provided language code 'en_de' isn't valid according to 'ISO 639-1 alpha-2'")]
    public void With_a_problem_become_the_exception_it_means(string sample, int status, Type exception, string message)
    {
        _dhl.Reply(status, "application/problem+json", DhlContract.Error(sample));
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf(exception).With.Message.EqualTo(message));
    }

    [Test]
    public async Task With_the_sample_of_404_know_nothing()
    {
        _dhl.Reply(404, "application/problem+json", DhlContract.Error("not_found"));
        Assert.That(await _clients.TrackAsync(), Is.Null);
    }

    [TestCase(401, typeof(CarrierRefusedException))]
    [TestCase(403, typeof(CarrierRefusedException))]
    [TestCase(429, typeof(CarrierThrottledException))]
    [TestCase(400, typeof(CarrierAnswerException))]
    [TestCase(418, typeof(CarrierAnswerException))]
    [TestCase(204, typeof(CarrierAnswerException))]
    [TestCase(500, typeof(HttpRequestException))]
    [TestCase(502, typeof(HttpRequestException))]
    [TestCase(408, typeof(HttpRequestException))]
    [TestCase(599, typeof(HttpRequestException))]
    public void Without_a_body_become_the_exception_of_their_status(int status, Type exception)
    {
        _dhl.Reply(status, contentType: null, string.Empty);
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf(exception).With.Message.EqualTo($"DHL answered with {status}."));
    }

    [Test]
    public async Task With_404_know_nothing_even_without_a_body()
    {
        _dhl.Reply(404, contentType: null, string.Empty);
        Assert.That(await _clients.TrackAsync(), Is.Null);
    }

    [Test]
    public void With_404_and_a_web_page_are_not_those_of_DHL()
    {
        _dhl.Reply(404, "text/html; charset=utf-8", "<html>nginx</html>");
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("DHL answered with 404."));
    }

    [TestCase("<html><body>401</body></html>")]
    [TestCase("[]")]
    [TestCase("7")]
    [TestCase("{\"title\":7,\"detail\":{}}")]
    [TestCase("{\"title\":")]
    public void With_an_odd_problem_still_mean_their_status(string body)
    {
        _dhl.Reply(401, "application/problem+json", body);
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierRefusedException>().With.Message.StartsWith("DHL answered with 401"));
    }

    [TestCase("120", 120)]
    [TestCase("0", 0)]
    [TestCase("Mon, 05 Jan 2026 09:12:00 GMT", 600)]
    [TestCase("Mon, 05 Jan 2026 08:12:00 GMT", 0)]
    [TestCase("99999999", 86_400)]
    [TestCase("soon", null)]
    [TestCase(null, null)]
    public void With_429_tell_how_long_to_wait_when_they_say_so(string? retryAfter, int? seconds)
    {
        _dhl.Reply(429, contentType: null, string.Empty, retryAfter);
        Assert.That(
            () => _clients.TrackAsync(),
            Throws.TypeOf<CarrierThrottledException>().With.Property("RetryAfter").EqualTo(seconds is { } s ? TimeSpan.FromSeconds(s) : (TimeSpan?)null));
    }

    [TestCase("", Json, "DHL's answer is empty.")]
    [TestCase("  \n", Json, "DHL's answer is empty.")]
    [TestCase("<html></html>", Json, "DHL answered with a web page instead of JSON.")]
    [TestCase("{\"shipments\":[{\"id\":", Json, "DHL's answer is no JSON, or breaks off.")]
    [TestCase("{\"shipments\":[]} x", Json, "DHL's answer is no JSON, or breaks off.")]
    [TestCase("{\"shipments\":[]}", "text/plain", "DHL answered with text/plain instead of JSON.")]
    [TestCase("{}", Json, "DHL's answer holds no list of shipments.")]
    [TestCase("[]", Json, "DHL's answer holds no list of shipments.")]
    [TestCase("null", Json, "DHL's answer holds no list of shipments.")]
    [TestCase("{\"shipments\":\"none\"}", Json, "DHL's answer holds no list of shipments.")]
    public void That_cannot_be_read_say_why(string body, string contentType, string message)
    {
        _dhl.Reply(200, contentType, body);
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo(message));
    }

    [Test]
    public void That_nest_without_end_cannot_be_read()
    {
        _dhl.Reply(200, Json, new string('[', 100_000));
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierAnswerException>());
    }

    [TestCase(true)]
    [TestCase(false)]
    public void That_are_too_large_are_not_read(bool lengthKnown)
    {
        _dhl.Answer = async context =>
        {
            context.Response.ContentType = Json;
            if (lengthKnown)
                context.Response.ContentLength = 3 * DhlBody.MaxBytes;
            var blanks = new byte[64 * 1024];
            Array.Fill(blanks, (byte)' ');
            for (var sent = 0; sent < 3 * DhlBody.MaxBytes; sent += blanks.Length)
                await context.Response.Body.WriteAsync(blanks, context.RequestAborted);
        };
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo($"DHL's answer is larger than {DhlBody.MaxBytes} bytes."));
    }

    [Test]
    public void That_lead_elsewhere_are_not_followed()
    {
        _dhl.Answer = context =>
        {
            context.Response.Redirect("http://127.0.0.1:9/elsewhere");
            return Task.CompletedTask;
        };
        Assert.That(() => _clients.TrackAsync(), Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("DHL answered with 302."));
        Assert.That(_dhl.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("application/json;charset=utf-8")]
    [TestCase("application/json;charset=\"utf-8\"")]
    [TestCase("application/json;charset=klingon")]
    [TestCase("application/vnd.dhl+json")]
    [TestCase(null)]
    public async Task Are_read_whatever_they_call_their_JSON(string? contentType)
    {
        _dhl.Reply(200, contentType, $$"""{"shipments":[{"id":"{{DhlReading.Number}}","events":[{{DhlReading.Event("2026-01-05T09:00:00Z", description: "Köln 🎁")}}]}]}""");
        Assert.That((await _clients.TrackAsync())!.Scans.Single().Message, Is.EqualTo("Köln 🎁"));
    }

    [Test]
    public async Task Are_read_with_a_byte_order_mark_and_broken_characters()
    {
        _dhl.Answer = async context =>
        {
            context.Response.ContentType = Json;
            var scan = DhlReading.Event("2026-01-05T09:00:00Z", description: "K?ln");
            byte[] body = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes($$"""{"shipments":[{"id":"{{DhlReading.Number}}","events":[{{scan}}]}]}""")];
            body[Array.LastIndexOf(body, (byte)'?')] = 0xF6;
            await context.Response.Body.WriteAsync(body);
        };
        Assert.That((await _clients.TrackAsync())!.Scans.Single().Message, Is.EqualTo("K\ufffdln"));
    }

    [Test]
    public void That_repeat_number_or_key_in_their_problem_do_not_carry_them_into_exceptions()
    {
        _dhl.Reply(400, Json, """{"title":"Bad 00340434161094042557","detail":"key demo-dhl-key-12345 of ada@example.com is odd"}""");
        Assert.That(
            () => _clients.TrackAsync(),
            Throws.TypeOf<CarrierAnswerException>().With.Message.EqualTo("DHL answered with 400: Bad (…). key (…) of (…) is odd"));
    }
}
