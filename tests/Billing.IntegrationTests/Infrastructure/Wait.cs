using System.Diagnostics;
using Billing.Domain.StripeEvents;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Infrastructure;

/// <summary>Waits for what must come, and says what did not.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <summary>Looks until the condition holds.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> isThere, string what)
    {
        long start = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(Step);
        while (true)
        {
            T seen = await look();
            if (isThere(seen))
            {
                return seen;
            }

            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"Within {Limit.TotalSeconds} s not seen: {what}. Last: {seen}");
            }

            await timer.WaitForNextTickAsync();
        }
    }

    /// <summary>Looks until the condition holds.</summary>
    public static Task TrueAsync(Func<Task<bool>> condition, string what = "what the test waits for") => UntilAsync(condition, holds => holds, what);

    /// <summary>Looks until no event waits or is being worked on.</summary>
    public static Task UntilProcessedAsync(this BillingApp app) => UntilAsync(
        () => app.WithDbAsync(db => db.StripeEvents
            .CountAsync(e => e.Status == InboxEventStatus.Pending || e.Status == InboxEventStatus.Processing)),
        waiting => waiting == 0,
        "all events processed");
}
