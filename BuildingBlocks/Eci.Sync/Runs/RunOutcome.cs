namespace Eci.Sync.Runs;

/// <summary>What the parts of a run say about their system.</summary>
internal sealed class RunOutcome
{
    /// <summary>What failed first; null: nothing did.</summary>
    public Exception? First { get; private set; }

    /// <summary>A failure after which no other part has got an answer yet; null: there is none.</summary>
    public SystemUnavailableException? Doubt { get; private set; }

    /// <summary>The system answered at least one part.</summary>
    public bool HasAnswered { get; private set; }

    public void Failed(Exception exception) => First ??= exception;

    /// <summary>A part was answered: if the one before was not, then only that one.</summary>
    public void Answered() => (HasAnswered, Doubt) = (true, null);

    /// <summary>Notes that the system did not answer a part; false when it did not answer the one before either: it is down.</summary>
    public bool Doubts(SystemUnavailableException failure)
    {
        if (Doubt is not null)
            return false;
        Failed(failure);
        Doubt = failure;
        return true;
    }
}
