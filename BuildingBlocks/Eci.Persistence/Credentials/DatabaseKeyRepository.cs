using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Eci.Persistence;

/// <summary>
/// Keeps the key ring in the database, so that every process of an installation shares it. The interface is synchronous and is called
/// at start and at key rotation only.
/// </summary>
internal sealed class DatabaseKeyRepository(EciDatabase database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = new List<XElement>();
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT xml FROM core_data_protection_key";
        using var reader = command.ExecuteReader();
        while (reader.Read())
            elements.Add(XElement.Parse(reader.GetString(0)));
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO core_data_protection_key (friendly_name, xml) VALUES (@name, @xml) ON CONFLICT DO NOTHING";
        command.AddParameter("@name", friendlyName);
        command.AddParameter("@xml", element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }
}
