using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>What a user may use follows from what Stripe says of the subscription that counts.</summary>
internal static class EntitlementChecks
{
    private const long Day = 24 * 60 * 60;

    /// <summary>How long a plan is kept after a renewal that failed, as configured by default.</summary>
    private const long Grace = 7 * Day;

    public static async Task CheckAsync(Life life, List<JsonObject> subscriptions)
    {
        JsonElement told = (await life.GetAsync("/v1/billing/entitlements")).Body;
        JsonObject? current = subscriptions.Where(HereAndAtStripe.IsLive)
            .OrderBy(s => Rank(s.Text("status"))).ThenBy(s => s.Number("created")).ThenBy(s => s.Text("id"), StringComparer.Ordinal)
            .FirstOrDefault();
        (string Plan, long Quantity, string[] Features) paid = current is null ? ("free", 1, []) : await PlanOfAsync(life, current);
        (string Plan, long Quantity, string[] Features) free = await FreeAsync(life);
        string given = Words(told.GetProperty("plan").GetString(), told.GetProperty("quantity").GetInt64(),
            told.GetProperty("features").EnumerateArray().Select(f => f.GetString()!));
        bool? access = current is null ? false : HasAccess(life, current);
        string[] right = access switch
        {
            true => [Words(paid.Plan, paid.Quantity, paid.Features)],
            false => [Words(free.Plan, free.Quantity, free.Features)],
            null => [Words(paid.Plan, paid.Quantity, paid.Features), Words(free.Plan, free.Quantity, free.Features)],
        };
        if (!right.Contains(given) || (access is { } known && told.GetProperty("has_access").GetBoolean() != known))
        {
            throw new LifeException($"Entitlements are '{told}' and should be '{string.Join("' or '", right)}' by {current?.ToJsonString() ?? "no subscription"}.");
        }
    }

    /// <summary>Null where it depends on more than the subscription says: what was paid before a pause, when a failure was seen.</summary>
    private static bool? HasAccess(Life life, JsonObject subscription)
    {
        long now = life.World.Stripe.Clock.UtcNow.ToUnixTimeSeconds();
        bool isOver = subscription["cancel_at"] is { } at && at.GetValue<long>() <= now;
        return subscription.Text("status") switch
        {
            "active" or "trialing" => life.WasPaused ? null : !isOver,
            "past_due" when isOver => false,
            "past_due" when life.WasPaused => null,
            "past_due" => now < subscription.Item().Number("current_period_start") + Grace ? true : null,
            _ => false,
        };
    }

    private static int Rank(string status) => status switch { "active" or "trialing" => 0, "past_due" => 1, "unpaid" => 2, _ => 3 };

    private static Task<(string Plan, long Quantity, string[] Features)> PlanOfAsync(Life life, JsonObject subscription)
    {
        string price = subscription.Item()["price"]!.Text("id");
        return life.World.App.WithDbAsync(async db =>
        {
            var plan = await db.Plans.AsNoTracking().Where(p => p.Prices.Any(x => x.StripePriceId == price)).Select(p => new { p.Code, p.Features }).SingleAsync();
            return (plan.Code, subscription.Item().Number("quantity"), plan.Features.ToArray());
        });
    }

    private static Task<(string Plan, long Quantity, string[] Features)> FreeAsync(Life life) => life.World.App.WithDbAsync(async db =>
    {
        var plan = await db.Plans.AsNoTracking().Where(p => !p.Prices.Any()).Select(p => new { p.Code, p.Features }).SingleAsync();
        return (plan.Code, 1L, plan.Features.ToArray());
    });

    private static string Words(string? plan, long quantity, IEnumerable<string> features) => $"{quantity} x {plan}: {string.Join(", ", features)}";
}
