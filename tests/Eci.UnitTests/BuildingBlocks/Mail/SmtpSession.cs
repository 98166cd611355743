using System.Text;

namespace Eci.UnitTests.BuildingBlocks.Mail;

/// <summary>One connection of <see cref="SmtpListener"/>.</summary>
internal sealed class SmtpSession(SmtpListener server, Stream stream, CancellationToken stop)
{
    private readonly StreamReader _reader = new(stream, Encoding.Latin1);
    private string _from = string.Empty;
    private string _to = string.Empty;

    public async Task RunAsync()
    {
        await SayAsync(server.Replies.GetValueOrDefault("connect", "220 test ready"));
        while (await _reader.ReadLineAsync(stop) is { } command)
        {
            server.Commands.Enqueue(command);
            if (!await AnswerAsync(command))
                return;
        }
    }

    private async Task<bool> AnswerAsync(string command)
    {
        var verb = command.Split(' ')[0].ToUpperInvariant();
        if (server.Replies.TryGetValue(verb, out var reply))
        {
            await SayAsync(reply);
            return !reply.StartsWith("421", StringComparison.Ordinal);
        }

        switch (verb)
        {
            case "EHLO":
                await SayAsync($"250-test\r\n{(server.Account is null ? string.Empty : "250-AUTH PLAIN\r\n")}250 8BITMIME");
                return true;
            case "AUTH":
                await SayAsync(IsAccount(command) ? "235 welcome" : "535 5.7.8 wrong user or password");
                return true;
            case "MAIL":
                _from = Between(command);
                await SayAsync("250 ok");
                return true;
            case "RCPT":
                _to = Between(command);
                await SayAsync("250 ok");
                return true;
            case "DATA":
                await SayAsync("354 go on");
                return await TakeDataAsync();
            case "QUIT":
                await SayAsync("221 bye");
                return false;
            default:
                await SayAsync("250 ok");
                return true;
        }
    }

    private async Task<bool> TakeDataAsync()
    {
        var data = new StringBuilder();
        while (await _reader.ReadLineAsync(stop) is { } line && line != ".")
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");

        if (server.Replies.TryGetValue("DATA.", out var refusal))
        {
            await SayAsync(refusal);
            return true;
        }

        server.Mails.Enqueue(new ReceivedMail(_from, _to, data.ToString()));
        if (server.DropAfterData)
            return false;
        if (server.SilentAfterData)
            await Task.Delay(Timeout.Infinite, stop);
        await SayAsync("250 2.0.0 queued as 4711");
        return true;
    }

    private bool IsAccount(string command) =>
        server.Account is var (user, password)
            && command == $"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"))}";

    private static string Between(string command) => command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];

    private async Task SayAsync(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), stop);
}
