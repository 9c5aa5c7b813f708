namespace Stripe;

/// <summary>The versions this library stands for.</summary>
internal static class ApiVersion
{
    public const string Current = "2026-07-29.dahlia";

    /// <summary>The release of the official library whose behaviour this one has.</summary>
    public const string Library = "52.2.0";
}
