namespace Eci.Host;

/// <summary>What a process that could not do its work leaves behind.</summary>
internal static class ExitCodes
{
    /// <summary>A command was refused, or health was not good.</summary>
    public const int Refused = 1;

    /// <summary>A setting is missing or wrong: starting again will not help.</summary>
    public const int WrongSetting = 2;

    /// <summary>The database cannot be used: starting again may help.</summary>
    public const int NoDatabase = 3;

    /// <summary>The broker cannot be used: starting again may help.</summary>
    public const int NoBroker = 4;

    /// <summary>Says why on the error stream.</summary>
    public static async Task<int> StopAsync(int code, string why)
    {
        await Console.Error.WriteLineAsync(why);
        return code;
    }
}
