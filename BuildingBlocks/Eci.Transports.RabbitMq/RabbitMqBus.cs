using MassTransit;

namespace Eci.Transports.RabbitMq;

/// <summary>The bus to RabbitMQ, beside the one that business code knows.</summary>
internal interface IRabbitMqBus : IBus;

internal sealed class RabbitMqBus(IBusControl bus) : BusInstance<IRabbitMqBus>(bus), IRabbitMqBus;
