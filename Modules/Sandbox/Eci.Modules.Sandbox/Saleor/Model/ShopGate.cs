namespace Eci.Modules.Sandbox.Saleor.Model;

/// <summary>Lets one caller at a time into the shop, so that what it reads fits together.</summary>
internal sealed class ShopGate : IDisposable
{
    private readonly SemaphoreSlim _door = new(1);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await _door.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            _door.Release();
        }
    }

    public void Dispose() => _door.Dispose();
}
