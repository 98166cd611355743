using Eci.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using NUnit.Framework;

namespace Eci.UnitTests.BuildingBlocks.Mail;

public sealed class Writing_to_the_pickup_directory
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private string _directory = string.Empty;
    private ServiceProvider _services = null!;

    private IMailProvider Provider => _services.GetRequiredService<IMailProvider>();

    [SetUp]
    public void Start()
    {
        _directory = Path.Combine(Path.GetTempPath(), $"eci-pickup-{Guid.NewGuid():N}");
        _services = NewProcess();
    }

    [TearDown]
    public void Stop()
    {
        _services.Dispose();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task Makes_one_complete_file_named_after_the_message()
    {
        var receipt = await Provider.SendAsync(Mails.Sample(), 1, CancellationToken.None);

        var mime = await MimeMessage.LoadAsync(Path.Combine(_directory, $"{Mails.Id}.eml"));
        Assert.Multiple(() =>
        {
            Assert.That(Files(), Is.EqualTo(new[] { $"{Mails.Id}.eml" }));
            Assert.That(receipt.ProviderMessageId, Is.EqualTo($"{Mails.Id}.eml"));
            Assert.That(mime.To.Mailboxes.Single().Address, Is.EqualTo("ada@example.com"));
            Assert.That(mime.TextBody, Does.StartWith("Schöne Grüße"));
        });
    }

    [Test]
    public async Task Works_again_when_the_directory_comes_back_after_it_could_not_be_made()
    {
        await File.WriteAllTextAsync(_directory, "not a directory");
        Assert.That(async () => await Provider.SendAsync(Mails.Sample(), 1, CancellationToken.None), Throws.TypeOf<MailProviderException>());

        File.Delete(_directory);
        await Provider.SendAsync(Mails.Sample(), 2, CancellationToken.None);

        Assert.That(Files(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Works_again_after_somebody_deleted_the_directory()
    {
        await Provider.SendAsync(Mails.Sample(), 1, CancellationToken.None);
        Directory.Delete(_directory, recursive: true);

        Assert.That(async () => await Provider.SendAsync(Mails.Sample(), 1, CancellationToken.None), Throws.TypeOf<MailProviderException>());
        await Provider.SendAsync(Mails.Sample(), 2, CancellationToken.None);

        Assert.That(Files(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Makes_no_second_file_and_leaves_the_first_alone_when_another_process_repeats_it_after_a_crash()
    {
        await Provider.SendAsync(Mails.Sample(), 1, CancellationToken.None);
        var first = await File.ReadAllBytesAsync(Path.Combine(_directory, Files().Single()));
        _time.Advance(TimeSpan.FromMinutes(5));

        await using var other = NewProcess();
        var receipt = await other.GetRequiredService<IMailProvider>().SendAsync(Mails.Sample(), 2, CancellationToken.None);

        Assert.Multiple(() =>
        {
            Assert.That(Files(), Is.EqualTo(new[] { $"{Mails.Id}.eml" }));
            Assert.That(File.ReadAllBytes(Path.Combine(_directory, Files().Single())), Is.EqualTo(first));
            Assert.That(receipt.ProviderMessageId, Is.EqualTo($"{Mails.Id}.eml"));
        });
    }

    [Test]
    public async Task Finishes_what_a_crash_left_half_written_and_removes_the_remains_later()
    {
        Directory.CreateDirectory(_directory);
        var remains = Path.Combine(_directory, $".{Mails.Id}.0123.tmp");
        await File.WriteAllTextAsync(remains, "From: half");
        File.SetLastWriteTimeUtc(remains, _time.GetUtcNow().UtcDateTime);

        await Provider.SendAsync(Mails.Sample(), 2, CancellationToken.None);
        Assert.That(Files().Count(f => f.EndsWith(".eml", StringComparison.Ordinal)), Is.EqualTo(1));

        _time.Advance(TimeSpan.FromHours(2));
        await using var later = NewProcess();
        await later.GetRequiredService<IMailProvider>().SendAsync(Mails.Sample("em_other"), 1, CancellationToken.None);

        Assert.That(Files(), Is.EquivalentTo(new[] { $"{Mails.Id}.eml", "em_other.eml" }));
    }

    [Test]
    public async Task Makes_one_file_when_two_workers_write_the_same_message_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Provider.SendAsync(Mails.Sample(), i, CancellationToken.None))));

        using var mime = await MimeMessage.LoadAsync(Path.Combine(_directory, $"{Mails.Id}.eml"));
        Assert.That(Files(), Is.EqualTo(new[] { $"{Mails.Id}.eml" }));
        Assert.That(mime.HtmlBody, Is.EqualTo("<p>Schöne Grüße</p>"));
    }

    [TestCase("../../escape")]
    [TestCase("/etc/escape")]
    [TestCase("a\0b")]
    public async Task Stays_in_the_directory_whatever_the_id(string id)
    {
        await Provider.SendAsync(Mails.Sample(id), 1, CancellationToken.None);

        Assert.That(Files(), Has.Length.EqualTo(1).And.All.EndsWith(".eml"));
    }

    [Test]
    public async Task Asks_for_another_attempt_and_leaves_nothing_when_the_directory_cannot_be_written()
    {
        await File.WriteAllTextAsync(_directory, "a file where the directory should be");

        try
        {
            Assert.That(
                () => Provider.SendAsync(Mails.Sample(), 1, CancellationToken.None),
                Throws.TypeOf<MailProviderException>().With.Message.EqualTo("The mail could not be written to the pickup directory."));
        }
        finally
        {
            File.Delete(_directory);
        }
    }

    [Test]
    public void Leaves_nothing_when_it_is_cancelled()
    {
        Assert.That(
            () => Provider.SendAsync(Mails.Sample(), 1, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Files(), Is.Empty);
    }

    private string[] Files() => [.. Directory.EnumerateFiles(_directory).Select(f => Path.GetFileName(f)!)];

    private ServiceProvider NewProcess() => Mails.Services(
        new Dictionary<string, string?> { ["Eci:Mail:Pickup:Directory"] = _directory },
        services => services.AddSingleton<TimeProvider>(_time));
}
