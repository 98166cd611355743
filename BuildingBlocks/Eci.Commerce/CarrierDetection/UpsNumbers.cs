using Eci.Vocabulary;

namespace Eci.Commerce.CarrierDetection;

/// <summary>
/// UPS: 1Z with shipper, service, number and check digit; waybills of a letter and ten digits. The sample numbers that UPS publishes have
/// wrong check digits, so 1Z alone makes a number possible.
/// </summary>
internal static class UpsNumbers
{
    private const string Parcel = "1Z";
    private const string WaybillLetters = "AHJKTV";

    public static CarrierCandidate? Recognise(string number)
    {
        if (IsParcel(number))
            return Candidate(number, CheckDigits.IsUps(number.AsSpan(Parcel.Length)));
        return IsWaybill(number) && CheckDigits.IsUps(number.AsSpan(1)) ? Candidate(number, verified: true) : null;
    }

    private static bool IsParcel(string number) =>
        number.Length == 18 && number.StartsWith(Parcel, StringComparison.Ordinal) && char.IsAsciiDigit(number[^1]);

    private static bool IsWaybill(string number) =>
        number.Length == 11 && WaybillLetters.Contains(number[0], StringComparison.Ordinal) && Signs.AreDigits(number.AsSpan(1));

    private static CarrierCandidate Candidate(string number, bool verified) =>
        new(Carrier.Ups, number, verified ? DetectionCertainty.Certain : DetectionCertainty.Possible, verified);
}
