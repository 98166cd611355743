using Microsoft.Extensions.Options;

namespace Eci.Web.GraphQL.Subscriptions;

/// <summary>Counts the subscriptions of this process. A singleton.</summary>
internal sealed class SubscriptionSlots(IOptions<SubscriptionOptions> options)
{
    private readonly SubscriptionOptions _limits = options.Value;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _perKey = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Takes a place for a key.</summary>
    /// <exception cref="GraphQLError">There are too many subscriptions.</exception>
    public void Take(string keyId)
    {
        lock (_lock)
        {
            var own = _perKey.GetValueOrDefault(keyId);
            if (own >= _limits.MaxPerKey || _all >= _limits.MaxInAll)
                throw new GraphQLError(GraphQLErrorCodes.TooManySubscriptions, "There are too many subscriptions at once; end one or come back later.");
            _perKey[keyId] = own + 1;
            _all++;
        }
    }

    /// <summary>Gives the place back.</summary>
    public void Return(string keyId)
    {
        lock (_lock)
        {
            _all--;
            if (--_perKey[keyId] == 0)
                _perKey.Remove(keyId);
        }
    }
}
