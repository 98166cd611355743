namespace Eci;

/// <summary>A setting is missing or wrong. The host prints the message as one sentence and stops.</summary>
public sealed class InvalidConfigurationException(string message) : Exception(message);
