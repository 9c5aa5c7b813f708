using System.Text.Json.Nodes;

namespace Billing.StripeSimulator.Objects;

/// <summary>The time that one payment of a recurring price covers, in Stripe's seconds.</summary>
/// <param name="Start">Included.</param>
/// <param name="End">The start of the next period.</param>
internal sealed record BillingPeriod(long Start, long End)
{
    /// <summary>How many seconds it has.</summary>
    public long Length => End - Start;

    /// <summary>The period of a recurring price that begins at a moment, which is the anchor of all that follow.</summary>
    public static BillingPeriod From(long start, JsonObject recurring) => Following(start, start, recurring);

    /// <summary>
    /// The period that begins at a moment and ends with the anchor's day and time: after the 31st of January come the 28th
    /// of February and the 31st of March.
    /// </summary>
    /// <param name="start">When it begins.</param>
    /// <param name="anchor">A moment at which periods begin; not after the start.</param>
    /// <param name="recurring">Interval and count.</param>
    public static BillingPeriod Following(long start, long anchor, JsonObject recurring)
    {
        var count = (int)recurring["interval_count"]!.GetValue<long>();
        var interval = recurring["interval"]!.GetValue<string>();
        var from = DateTimeOffset.FromUnixTimeSeconds(anchor);
        for (var periods = Estimate(from, DateTimeOffset.FromUnixTimeSeconds(start), interval) / count; ; periods++)
        {
            var end = Add(from, interval, periods * count).ToUnixTimeSeconds();
            if (end > start)
            {
                return new BillingPeriod(start, end);
            }
        }
    }

    private static DateTimeOffset Add(DateTimeOffset anchor, string interval, int count) => interval switch
    {
        "day" => anchor.AddDays(count),
        "week" => anchor.AddDays(7 * count),
        "year" => anchor.AddYears(count),
        _ => anchor.AddMonths(count),
    };

    /// <summary>About how many intervals there are between two moments: never more than there are.</summary>
    private static int Estimate(DateTimeOffset from, DateTimeOffset to, string interval) => Math.Max(0, interval switch
    {
        "day" => (int)(to - from).TotalDays,
        "week" => (int)((to - from).TotalDays / 7),
        "year" => to.Year - from.Year - 1,
        _ => (12 * (to.Year - from.Year)) + to.Month - from.Month - 1,
    });
}
