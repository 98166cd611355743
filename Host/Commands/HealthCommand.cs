using System.CommandLine;
using System.CommandLine.Parsing;

namespace Eci.Host.Commands;

/// <summary><c>health</c>: asks the running host whether it is ready, for containers that have neither shell nor curl.</summary>
internal static class HealthCommand
{
    private const string Ready = "/health/ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly Option<Uri?> Url = new("--url")
    {
        Description = "Address of the host; by default the one the settings name.",
        CustomParser = ParseUrl,
    };

    public static Command Create()
    {
        var command = new Command("health", "Asks a running host on this machine whether it is ready; exits with 0 if so.") { Url };
        command.SetAction((parsed, token) => AskAsync(parsed.GetValue(Url) ?? ListenAddress.Local(Configuration()), token));
        return command;
    }

    private static async Task<int> AskAsync(Uri? host, CancellationToken cancellationToken)
    {
        if (host is null)
            return Output.Refuse("No address: name one with --url or with ASPNETCORE_HTTP_PORTS.");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = Patience }) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(host, Ready), cancellationToken);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellationToken));
            return answer.IsSuccessStatusCode ? 0 : ExitCodes.Refused;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Output.Refuse($"{host} does not answer ({exception.GetType().Name}).");
        }
    }

    private static Uri? ParseUrl(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        given.AddError("--url must be an http or https address.");
        return null;
    }

    /// <summary>What the host itself would read, without building it: this runs every few seconds.</summary>
    private static IConfiguration Configuration() => new ConfigurationBuilder()
        .AddEnvironmentVariables("DOTNET_")
        .AddEnvironmentVariables("ASPNETCORE_")
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build();
}
