using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Objects;

/// <summary>The time that one payment of a recurring price covers, in Stripe's seconds.</summary>
/// <param name="Start">Included.</param>
/// <param name="End">The start of the next period.</param>
internal sealed record BillingPeriod(long Start, long End)
{
    /// <summary>The period of a recurring price that begins at a moment. A month ends on the same day, or the month's last.</summary>
    public static BillingPeriod From(long start, JsonObject recurring)
    {
        var begin = DateTimeOffset.FromUnixTimeSeconds(start);
        var count = (int)recurring["interval_count"]!.GetValue<long>();
        var end = recurring["interval"]!.GetValue<string>() switch
        {
            "day" => begin.AddDays(count),
            "week" => begin.AddDays(7 * count),
            "year" => begin.AddYears(count),
            _ => begin.AddMonths(count),
        };
        return new BillingPeriod(start, end.ToUnixTimeSeconds());
    }
}
