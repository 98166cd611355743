namespace Eci.Modules.Sandbox.Dpd;

/// <summary>One scan that DPD reports to a webhook until the webhook acknowledges it.</summary>
/// <param name="PushId">DPD's id of the record; a repetition keeps it.</param>
/// <param name="ParcelNumber">13 or 14 characters.</param>
/// <param name="Status">DPD's code.</param>
/// <param name="StatusDate">German local time as <c>ddMMyyyyHHmmss</c>.</param>
/// <param name="Depot">Depot that scanned.</param>
/// <param name="Receiver">Who took the parcel; empty before.</param>
/// <param name="Target">Address of the webhook.</param>
/// <param name="DueAt">When DPD sends it first.</param>
/// <param name="Retries">How DPD repeats it.</param>
internal sealed record DpdScan(
    string PushId,
    string ParcelNumber,
    string Status,
    string StatusDate,
    string Depot,
    string Receiver,
    Uri Target,
    DateTimeOffset DueAt,
    DpdRetries Retries)
{
    /// <summary>The address with the parameters in DPD's order.</summary>
    public Uri Address => new(
        $"{Target}?statusdate={StatusDate}&receiver={Uri.EscapeDataString(Receiver)}&ref=&pnr={Uri.EscapeDataString(ParcelNumber)}"
        + $"&status={Uri.EscapeDataString(Status)}&pod=0&weight=0&pushid={PushId}&depot={Depot}&scaninfo=&services=");
}

/// <summary>DPD repeats what is not acknowledged every hour for 48 hours.</summary>
/// <param name="Pause">Between two attempts.</param>
/// <param name="GiveUpAfter">Since the first attempt was due.</param>
internal sealed record DpdRetries(TimeSpan Pause, TimeSpan GiveUpAfter)
{
    /// <summary>DPD's rule in a world that runs faster.</summary>
    public static DpdRetries At(double speed) => new(TimeSpan.FromHours(1) / speed, TimeSpan.FromHours(48) / speed);
}
