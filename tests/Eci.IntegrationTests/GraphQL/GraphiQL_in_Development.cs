using System.Net;
using Eci.IntegrationTests.TrackingPage;
using Eci.Testing.Servers;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Eci.IntegrationTests.GraphQL;

[TestFixture]
internal sealed class GraphiQL_in_Development() : HostFixture(DatabaseKind.Sqlite)
{
    private const string Page = "/graphiql";

    private static bool IsInstalled => File.Exists(Path.Combine(AppContext.BaseDirectory, "graphiql", "graphiql.min.js"));

    private static string Pictures => Path.Combine(TestContext.CurrentContext.WorkDirectory, "screenshots");

    [Test]
    [Category("Chromium")]
    public async Task Runs_a_query_of_the_demo_without_asking_anybody_else()
    {
        if (!IsInstalled)
            Assert.Ignore("GraphiQL is not installed: run 'npm ci --prefix Host/GraphiQL' and build again.");
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(1280, 800, ColorScheme.Light, scripts: true);
        List<string> requests = [], complaints = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync(new Uri(Host.BaseAddress, Page).AbsoluteUri);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Execute query (Ctrl-Enter)" }).ClickAsync();
        await page.Locator(".result-window").GetByText("STORE-1001").WaitForAsync();

        Directory.CreateDirectory(Pictures);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, "graphiql.png") });
        Assert.That(
            requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith(Host.BaseAddress.AbsoluteUri, StringComparison.Ordinal)),
            Is.Empty);
        Assert.That(complaints.Where(text => text.Contains("Content Security Policy", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Loads_nothing_from_elsewhere_and_says_how_to_get_it_where_it_is_missing()
    {
        using var answer = await Host.Client.GetAsync(Page);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain(IsInstalled ? "/graphiql/graphiql.min.js" : "npm ci --prefix Host/GraphiQL"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.StartWith("default-src 'none';").And.Not.Contain("http").And.Not.Contain("unsafe-eval"));
        Assert.That(policy, Does.Contain("script-src 'self';"));
    }

    [TestCase("start.js", HttpStatusCode.OK)]
    [TestCase("page.css", HttpStatusCode.OK)]
    [TestCase("package.json", HttpStatusCode.NotFound)]
    [TestCase("..%2FEci.Host.dll", HttpStatusCode.NotFound)]
    public async Task Serves_its_own_files_only(string file, HttpStatusCode status)
    {
        using var answer = await Host.Client.GetAsync($"{Page}/{file}");
        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }

    [TestCase("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true)]
    [TestCase("application/graphql-response+json, application/json", false)]
    [TestCase("*/*", false)]
    public async Task Is_where_browsers_get_that_open_the_endpoint(string accept, bool redirected)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/graphql?query={__typename}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(redirected ? HttpStatusCode.Redirect : HttpStatusCode.OK));
        Assert.That(answer.Headers.Location?.OriginalString, Is.EqualTo(redirected ? Page : null));
    }
}
