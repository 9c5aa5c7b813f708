using System.Text.Json.Serialization;

namespace Billing.StripeSimulator.Faults;

/// <summary>What is to go wrong, and how often. Rates are from 0 (never) to 1 (always).</summary>
internal sealed record FaultPlan
{
    /// <summary>The same seed decides the same for the same deliveries and calls, in their order.</summary>
    [JsonPropertyName("seed")]
    public int Seed { get; init; }

    /// <summary>Deliveries that are made twice, side by side.</summary>
    [JsonPropertyName("duplicate")]
    public double Duplicate { get; init; }

    /// <summary>Deliveries that later ones overtake.</summary>
    [JsonPropertyName("reorder")]
    public double Reorder { get; init; }

    /// <summary>Deliveries that are never made.</summary>
    [JsonPropertyName("drop")]
    public double Drop { get; init; }

    /// <summary>Deliveries before which a forged one is sent: another body, and a signature made with another secret.</summary>
    [JsonPropertyName("forge")]
    public double Forge { get; init; }

    /// <summary>How long every delivery waits, in milliseconds.</summary>
    [JsonPropertyName("delay_ms")]
    public int DelayMs { get; init; }

    /// <summary>What goes wrong with calls of the API.</summary>
    [JsonPropertyName("api")]
    public ApiFaultPlan Api { get; init; } = new();

    /// <summary>Whether anything is to go wrong.</summary>
    [JsonIgnore]
    public bool IsActive => this with { Seed = 0 } != new FaultPlan();

    /// <summary>The name of a field with a value that cannot be; null when all can.</summary>
    public string? FindInvalid()
    {
        (string Name, double Rate)[] rates =
        [
            ("duplicate", Duplicate), ("reorder", Reorder), ("drop", Drop), ("forge", Forge),
            ("api.error_429", Api.Error429), ("api.error_500", Api.Error500), ("api.timeout", Api.Timeout),
            ("api.reset_before", Api.ResetBefore), ("api.reset_after", Api.ResetAfter),
        ];
        return rates.FirstOrDefault(r => r.Rate is not (>= 0 and <= 1)).Name ?? (DelayMs is < 0 or > 600_000 ? "delay_ms" : null);
    }
}

/// <summary>What goes wrong with calls of the API; rates from 0 to 1.</summary>
internal sealed record ApiFaultPlan
{
    /// <summary>Refused because there are too many calls.</summary>
    [JsonPropertyName("error_429")]
    public double Error429 { get; init; }

    /// <summary>Refused with a failure of Stripe's, before anything was done.</summary>
    [JsonPropertyName("error_500")]
    public double Error500 { get; init; }

    /// <summary>Never answered, and nothing is done.</summary>
    [JsonPropertyName("timeout")]
    public double Timeout { get; init; }

    /// <summary>The connection breaks before anything was done.</summary>
    [JsonPropertyName("reset_before")]
    public double ResetBefore { get; init; }

    /// <summary>The connection breaks after it was done, before the answer.</summary>
    [JsonPropertyName("reset_after")]
    public double ResetAfter { get; init; }
}
