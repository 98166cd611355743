namespace Eci.Testing.Servers;

/// <summary>The databases a suite can run on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}
