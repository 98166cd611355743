namespace Eci.Modules.Dhl.TrackShipment;

/// <summary>
/// Tells numbers that DHL has purged from errors of DHL: it answers both with 500. A number counts as purged when it got 500 several times
/// in a row and DHL answered properly about others in between. Kept in memory only: after a start it takes a few more questions.
/// </summary>
internal sealed class PurgedNumbers
{
    private const int EnoughErrors = 3;
    private const int MostKept = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Errors, long AnswersBefore)> _numbers = new(StringComparer.Ordinal);
    private long _answers;

    /// <summary>DHL said something about a number, if only that it does not know it.</summary>
    public void Answered(string trackingId)
    {
        lock (_gate)
        {
            _answers++;
            _numbers.Remove(trackingId);
        }
    }

    /// <summary>DHL answered a question for a number with 500; true when the number counts as purged.</summary>
    public bool Failed(string trackingId)
    {
        lock (_gate)
        {
            var errors = 1;
            if (_numbers.TryGetValue(trackingId, out var before))
                errors = _answers > before.AnswersBefore ? Math.Min(before.Errors + 1, EnoughErrors) : before.Errors;
            else if (_numbers.Count >= MostKept)
                _numbers.Clear();
            _numbers[trackingId] = (errors, _answers);
            return errors >= EnoughErrors;
        }
    }
}
