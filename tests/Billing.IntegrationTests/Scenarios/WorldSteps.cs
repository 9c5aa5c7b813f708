using System.Text.Json;
using Billing.IntegrationTests.Simulator;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>Time passes at Stripe, and for the product.</summary>
/// <param name="Days">So many days; null: until the next thing happens.</param>
internal sealed record Advance(int? Days) : LifeStep
{
    public override string Words => Days is { } days ? $"{days} days pass" : "time passes until the next thing happens";

    public override async Task<string> RunAsync(Life life)
    {
        if (Days is null && (await life.World.Stripe.ControlAsync(HttpMethod.Get, "clock"))["next"] is null)
        {
            return Nothing;
        }

        var moved = Days is { } days ? await life.World.Stripe.AdvanceAsync(days) : await life.World.Stripe.AdvanceToAsync("next");
        return $"{moved["events"]} events, now {DateTimeOffset.FromUnixTimeSeconds(moved.Number("now")):yyyy-MM-dd HH:mm}";
    }
}

/// <summary>The merchant settles what becomes of a subscription that is not paid in the end.</summary>
/// <param name="Outcome">Stripe's <c>cancel</c>, <c>unpaid</c> or <c>past_due</c>.</param>
internal sealed record RetriesThen(string Outcome) : LifeStep
{
    public override string Words => $"whoever does not pay in the end becomes: {Outcome}";

    public override async Task<string> RunAsync(Life life)
    {
        await life.World.Stripe.PostJsonAsync("settings", new { retries_then = Outcome });
        return "";
    }
}

/// <summary>From now on nobody waits for what came before to arrive.</summary>
internal sealed record BeginHaste : LifeStep
{
    public override string Words => "haste begins";

    public override Task<string> RunAsync(Life life)
    {
        life.IsInHaste = true;
        return Task.FromResult("");
    }
}

/// <summary>From now on things go wrong between Stripe and the product.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Seed">Decides which deliveries and calls it hits.</param>
internal sealed record BeginFaults(string Kind, int Seed) : LifeStep
{
    private const double Often = 0.3;
    private const double Seldom = 0.05;

    public override string Words => $"faults begin: {Kind} (seed {Seed})";

    private object Plan => Kind switch
    {
        "deliveries" => new { seed = Seed, duplicate = Often, reorder = Often, drop = 0.2, forge = Seldom },
        "delays" => new { seed = Seed, duplicate = Often, reorder = 0.5, delay_ms = 100 },
        "calls" => new { seed = Seed, api = Calls },
        _ => new { seed = Seed, duplicate = Often, reorder = Often, drop = 0.2, api = Calls },
    };

    private static object Calls => new { error_429 = Seldom, error_500 = Seldom, reset_before = Seldom, reset_after = 0.1, timeout = 0.01 };

    public override async Task<string> RunAsync(Life life)
    {
        life.MayHaveDrifted = true;
        life.IsApiFaulty |= Kind is not ("deliveries" or "delays");
        await life.World.SetFaultsAsync(Plan);
        return "";
    }
}

/// <summary>Nothing goes wrong any more, and all is waited for; what was lost is fetched by a comparison.</summary>
internal sealed record EndFaults : LifeStep
{
    public override string Words => "faults and haste end, and everything is compared";

    public override async Task<string> RunAsync(Life life)
    {
        await life.World.Stripe.ControlAsync(HttpMethod.Delete, "faults");
        await life.World.SettleAsync();
        JsonElement run = await life.World.ReconcileAsync();
        if (!life.MayHaveDrifted && run.GetProperty("drifted").GetInt32() > 0)
        {
            throw new LifeException($"Without faults nothing drifts, and yet: {run}");
        }

        life.IsApiFaulty = false;
        life.IsInHaste = false;
        life.MayHaveDrifted = false;
        return $"{run.GetProperty("drifted")} drifted, {run.GetProperty("healed")} healed";
    }
}
