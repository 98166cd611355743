using System.Security.Cryptography;

namespace Eci.Persistence;

/// <summary>
/// Looks at the stored key ring before anything uses it. Data Protection itself would skip keys it cannot unwrap and add new ones, so
/// that a wrong master key shows only when credentials turn out to be unreadable.
/// </summary>
public sealed class KeyRingCheck
{
    private readonly EciDatabase _database;
    private readonly MasterKeyDecryptor _decryptor;

    internal KeyRingCheck(EciDatabase database, MasterKeyDecryptor decryptor)
    {
        _database = database;
        _decryptor = decryptor;
    }

    /// <exception cref="InvalidConfigurationException">A key is wrapped by a master key that is not set, or by another one.</exception>
    public void Run()
    {
        foreach (var wrapped in new DatabaseKeyRepository(_database).GetAllElements().SelectMany(e => e.Descendants(MasterKeyEncryptor.ElementName)))
        {
            try
            {
                _decryptor.Decrypt(wrapped);
            }
            catch (CryptographicException exception)
            {
                throw new InvalidConfigurationException(exception.Message);
            }
        }
    }
}
