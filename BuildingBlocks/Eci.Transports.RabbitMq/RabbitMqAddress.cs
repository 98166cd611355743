using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Eci.Transports.RabbitMq;

/// <summary>Where the broker is and who this hub is there, read from <c>ConnectionStrings:RabbitMq</c>.</summary>
internal sealed record RabbitMqAddress(string Host, ushort Port, bool Tls, string VirtualHost, string User, string Password)
{
    private const int TlsPort = 5671;
    private const int PlainPort = 5672;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <exception cref="InvalidConfigurationException">It is missing or no AMQP address. The text never holds the password.</exception>
    public static RabbitMqAddress From(IConfiguration configuration)
    {
        const string Form = "an address such as amqp://user:password@host:5672/virtualhost";
        if (configuration.GetConnectionString("RabbitMq") is not { Length: > 0 } text)
            throw new InvalidConfigurationException($"ConnectionStrings:RabbitMq is not set; RabbitMQ needs {Form}.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0)
            throw new InvalidConfigurationException($"ConnectionStrings:RabbitMq cannot be read; RabbitMQ needs {Form}.");
        var tls = uri.Scheme is "amqps";
        var port = uri.Port > 0 ? uri.Port : tls ? TlsPort : PlainPort;
        var path = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        var identity = uri.UserInfo.Split(':', 2);
        return new RabbitMqAddress(
            uri.Host,
            (ushort)port,
            tls,
            path.Length > 0 ? path : ConnectionFactory.DefaultVHost,
            identity[0].Length > 0 ? Uri.UnescapeDataString(identity[0]) : ConnectionFactory.DefaultUser,
            identity.Length > 1 ? Uri.UnescapeDataString(identity[1]) : ConnectionFactory.DefaultPass);
    }

    /// <summary>Opens a connection beside the bus.</summary>
    public Task<IConnection> ConnectAsync(string name, CancellationToken cancellationToken) => new ConnectionFactory
    {
        HostName = Host,
        Port = Port,
        VirtualHost = VirtualHost,
        UserName = User,
        Password = Password,
        Ssl = new SslOption(Host, enabled: Tls),
        AutomaticRecoveryEnabled = false,
        RequestedConnectionTimeout = ConnectTimeout,
        ClientProvidedName = name,
    }.CreateConnectionAsync(cancellationToken);

    /// <summary>Where it is, without the password.</summary>
    public override string ToString() => $"{(Tls ? "amqps" : "amqp")}://{Host}:{Port}/{Uri.EscapeDataString(VirtualHost)}";
}
