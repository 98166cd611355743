using Eci.Core;

namespace Eci.Modules.Dpd;

/// <summary>A DPD account that pushes its scans here. DPD offers no credentials for that: the webhook's address is the secret.</summary>
internal sealed class DpdApp : App
{
    public const string Kind = "dpd";
}
