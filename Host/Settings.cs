using Microsoft.Extensions.Options;

namespace Eci.Host;

/// <summary>Says what is wrong with a setting in one sentence, before anything starts.</summary>
internal static class Settings
{
    /// <summary>The value of a setting, or the given one where it is not set.</summary>
    /// <exception cref="InvalidConfigurationException">The text cannot be read as such a value.</exception>
    public static T Read<T>(this IConfiguration configuration, string key, T ifMissing)
        where T : struct
    {
        if (string.IsNullOrWhiteSpace(configuration[key]))
            return ifMissing;
        return Explained(() => configuration.GetValue(key, ifMissing));
    }

    /// <summary>Checks the options of every building block and module.</summary>
    /// <exception cref="InvalidConfigurationException">One of them is not valid.</exception>
    public static void Check(IServiceProvider services) => Explained(() =>
    {
        services.GetService<IStartupValidator>()?.Validate();
        return true;
    });

    private static T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OptionsValidationException exception)
        {
            throw new InvalidConfigurationException(string.Join(' ', exception.Failures));
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(e => e is OptionsValidationException))
        {
            throw new InvalidConfigurationException(
                string.Join(' ', exception.InnerExceptions.Cast<OptionsValidationException>().SelectMany(e => e.Failures)));
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ArgumentException or FormatException)
        {
            // The binder's own sentence names the key, the value and the type it should have.
            throw new InvalidConfigurationException(exception.Message);
        }
    }
}
