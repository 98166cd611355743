using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Eci.Testing.Processes;
using Eci.Testing.Servers;
using MimeKit;
using NUnit.Framework;

namespace Eci.IntegrationTests.Hosting;

[TestFixture(DatabaseKind.Sqlite)]
[TestFixture(DatabaseKind.Postgres, Category = "Postgres")]
internal sealed partial class The_story_of_the_README(DatabaseKind kind) : DatabaseFixture(kind)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string ReadMe = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
    private static readonly string[] Secrets =
        ["01906000683796", "92056930", "wh_demo_dpd", "eci_demo_key", "ada@example.com", "Lovelace", "STORE-1001", "0998", "delivery_carload", "pushid"];

    private ScratchFolder _folder = null!;
    private HostProcesses _hosts = null!;

    private string MailFolder => Path.Combine(_folder.Path, "mail");

    [SetUp]
    public void CreateFolder()
    {
        _folder = new ScratchFolder();
        _hosts = new HostProcesses();
    }

    [TearDown]
    public async Task EndProcessesAsync()
    {
        await _hosts.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Comes_true_in_Production_and_leaves_no_personal_data_in_its_logs()
    {
        var processes = await StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = processes.Select(p => p.Address).First() };
        var push = Written(PushCommand());
        Assert.That(await client.GetStringAsync(push), Is.EqualTo(Written(PushAnswer())));
        await Eventually.Async(async () => AnswerMatches(await AskAsync(client)), Deadline, "the answer of the README");
        await AssertOneMailAsync();

        Assert.That(await client.GetStringAsync(push), Is.EqualTo(Written(PushAnswer())));
        await processes[0].KillAsync();
        processes[0] = await _hosts.StartAsync(Options("again", processes.Count == 1 ? "api,worker,scheduler" : "api"));
        using var later = new HttpClient(new SocketsHttpHandler()) { BaseAddress = processes[0].Address };
        Assert.That(await later.GetStringAsync(push), Is.EqualTo(Written(PushAnswer())));
        Assert.That(AnswerMatches(await AskAsync(later)), Is.True);
        await AssertOneMailAsync();

        foreach (var file in Directory.GetFiles(_folder.Path, "*.log"))
            AssertQuietJson(await File.ReadAllLinesAsync(file));
    }

    /// <summary>The API first. On PostgreSQL the roles are processes of their own, started in the order of the README.</summary>
    private async Task<List<HostProcess>> StartAsync()
    {
        if (Database.Kind is DatabaseKind.Sqlite)
            return [await _hosts.StartAsync(Options("hub", "api,worker,scheduler"))];
        var migrate = _hosts.Launch(Options("migrate", "migrate"));
        Assert.That(await migrate.WaitForExitAsync(Deadline * 2), Is.Zero, migrate.Output);
        return [await _hosts.StartAsync(Options("api", "api")), await _hosts.StartAsync(Options("worker", "worker"))];
    }

    private HostProcessOptions Options(string name, string roles) => new(name, Database, _folder.Path)
    {
        Roles = roles,
        Environment = "Production",
        MailFolder = MailFolder,
        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Eci:Demo"] = "true" },
    };

    private static async Task<string> AskAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/graphql") { Content = new StringContent(Written(QueryCommand()), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "eci_demo_key");
        using var answer = await client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The README leaves open only when the mail was sent.</summary>
    private static bool AnswerMatches(string answer) => string.Equals(SentTime().Replace(answer, "…"), Written(QueryAnswer()), StringComparison.Ordinal);

    private async Task AssertOneMailAsync()
    {
        var mail = await MimeMessage.LoadAsync(Directory.GetFiles(MailFolder, "*.eml").Single());
        Assert.That(mail.To.Mailboxes.Single().Address, Is.EqualTo("ada@example.com"));
        Assert.That(mail.TextBody, Does.Contain("Ihr Paket"));
    }

    private static void AssertQuietJson(string[] lines)
    {
        Assert.That(lines, Is.Not.Empty);
        foreach (var line in lines)
        {
            using var parsed = JsonDocument.Parse(line);
            Assert.That(parsed.RootElement.GetProperty("LogLevel").GetString(), Is.EqualTo("Information").Or.EqualTo("Warning"), line);
            Assert.That(parsed.RootElement.GetProperty("Timestamp").GetDateTimeOffset().Offset, Is.EqualTo(TimeSpan.Zero));
            foreach (var secret in Secrets)
                Assert.That(line, Does.Not.Contain(secret));
        }
    }

    private static string Written(Regex place) => place.Match(ReadMe) is { Success: true } match
        ? match.Groups["text"].Value
        : throw new InvalidDataException($"README.md does not show what is looked for: {place}");

    [GeneratedRegex(@"curl 'http://localhost:5080(?<text>/api/v1/tracking/dpd/[^']+)'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PushCommand();

    [GeneratedRegex("(?<text><push>.+</push>)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PushAnswer();

    [GeneratedRegex(@"-d '(?<text>\{""query"".+\})'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueryCommand();

    [GeneratedRegex(@"^(?<text>\{""data"".+\})$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueryAnswer();

    [GeneratedRegex(@"(?<=""sentEmail"":\{""time"":"")[^""]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentTime();
}
