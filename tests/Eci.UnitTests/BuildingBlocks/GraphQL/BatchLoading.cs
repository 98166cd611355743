using Eci.Web.GraphQL;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.GraphQL;

[TestFixture]
internal sealed class BatchLoading
{
    private GraphQLHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await GraphQLHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Asks_once_per_level_for_any_number_of_parents()
    {
        var reply = await _host.QueryAsync("{ nodes { id below { id below { id } } } }");

        Assert.That(reply.Errors, Is.Empty);
        Assert.That(_host.Probe.Loads, Has.Count.EqualTo(2));
        Assert.That(_host.Probe.Loads[0], Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(_host.Probe.Loads[1], Is.EqualTo(new[] { 11, 12, 13, 21, 22, 23, 31, 32, 33 }));
        Assert.That(
            reply.Data.GetProperty("nodes")[1].GetProperty("below")[2].GetProperty("below")[0].GetProperty("id").GetInt32(),
            Is.EqualTo(231));
    }

    [Test]
    public async Task Asks_once_for_the_same_keys_under_several_aliases()
    {
        await _host.QueryAsync("{ a: nodes { below { id } } b: nodes { below { id } } }");

        Assert.That(_host.Probe.Loads, Is.EqualTo(new[] { new[] { 1, 2, 3 } }));
    }

    [Test]
    public async Task Remembers_nothing_for_the_next_request()
    {
        await _host.QueryAsync("{ nodes { below { id } } }");
        await _host.QueryAsync("{ nodes { below { id } } }");

        Assert.That(_host.Probe.Loads, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Gives_null_for_what_is_not_found()
    {
        var reply = await _host.QueryAsync("{ nodes { absent { id } } }");

        Assert.That(reply.Text, Is.EqualTo("""{"data":{"nodes":[{"absent":null},{"absent":null},{"absent":null}]}}"""));
        Assert.That(_host.Probe.Loads, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Never_meets_another_field_at_work()
    {
        await _host.QueryAsync("{ nodes { a: slow b: slow below { slow } } }");

        Assert.That(_host.Probe.MostRunning, Is.EqualTo(1));
    }
}

[TestFixture]
internal sealed class BatchLoaderAlone
{
    private readonly List<int[]> _loads = [];

    [SetUp]
    public void Forget() => _loads.Clear();

    [Test]
    public async Task Loads_later_keys_in_a_second_batch_and_known_ones_never_again()
    {
        var loader = Squares();
        var first = loader.LoadAsync(2);
        var second = loader.LoadAsync(3);
        Assert.That(await first.GetResultAsync(), Is.EqualTo("4"));

        var known = loader.LoadAsync(3);
        var third = loader.LoadAsync(4);

        Assert.That(await third.GetResultAsync(), Is.EqualTo("16"));
        Assert.That(await known.GetResultAsync(), Is.EqualTo("9"));
        Assert.That(await second.GetResultAsync(), Is.EqualTo("9"));
        Assert.That(_loads, Is.EqualTo(new[] { new[] { 2, 3 }, [4] }));
    }

    [Test]
    public void Tells_every_key_of_a_failed_batch_and_tries_once()
    {
        var loader = new BatchLoader<int, string>(
            (keys, _) =>
            {
                _loads.Add([.. keys]);
                throw new TimeoutException();
            },
            "missing");
        var first = loader.LoadAsync(1);
        var second = loader.LoadAsync(2);

        Assert.That(async () => await first.GetResultAsync(), Throws.InstanceOf<TimeoutException>());
        Assert.That(async () => await second.GetResultAsync(), Throws.InstanceOf<TimeoutException>());
        Assert.That(_loads, Is.EqualTo(new[] { new[] { 1, 2 } }));
    }

    [Test]
    public async Task Answers_missing_keys_with_the_given_value()
    {
        var loader = new BatchLoader<int, string>((_, _) => Task.FromResult<IReadOnlyDictionary<int, string>>(new Dictionary<int, string>()), "missing");

        Assert.That(await loader.LoadAsync(1).GetResultAsync(), Is.EqualTo("missing"));
    }

    [Test]
    public async Task Groups_many_values_per_key_in_their_order()
    {
        var loader = BatchLoader.Many<int, string>((_, _) => Task.FromResult<List<string>>(["12", "2", "11"]), text => text[0] - '0');
        var ones = loader.LoadAsync(1);
        var nines = loader.LoadAsync(9);

        Assert.That(await ones.GetResultAsync(), Is.EqualTo(new[] { "12", "11" }));
        Assert.That(await nines.GetResultAsync(), Is.Empty);
    }

    private BatchLoader<int, string> Squares() => new(
        (keys, _) =>
        {
            _loads.Add([.. keys]);
            return Task.FromResult<IReadOnlyDictionary<int, string>>(keys.ToDictionary(k => k, k => $"{k * k}"));
        },
        "missing");
}
