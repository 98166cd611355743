using System.Data.Common;

namespace Eci.Persistence;

/// <summary>Short forms for hand-written statements.</summary>
public static class DbCommandExtensions
{
    /// <summary>Adds a parameter; null becomes the database's null.</summary>
    public static DbParameter AddParameter(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
