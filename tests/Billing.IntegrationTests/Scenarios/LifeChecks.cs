using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Domain.StripeEvents;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>What holds whenever all is delivered and processed, whatever happened before.</summary>
internal static class LifeChecks
{
    /// <summary>The same here as at Stripe, and no more than is anybody's own doing.</summary>
    public static async Task CheckAsync(Life life)
    {
        await CheckEventsAsync(life);
        List<JsonObject> subscriptions = await life.AtStripeAsync("subscriptions", ("status", "all"));
        Same("subscriptions", await HereAndAtStripe.SubscriptionsHereAsync(life), subscriptions.Select(HereAndAtStripe.Words));
        await CheckCurrentAsync(life, subscriptions);
        await EntitlementChecks.CheckAsync(life, subscriptions);
        List<JsonObject> intents = await life.AtStripeAsync("payment_intents");
        Dictionary<string, JsonObject> charges = (await life.AtStripeAsync("charges")).ToDictionary(c => c.Text("id"));
        HashSet<string> disputed = [.. (await DisputesAsync(life, charges.Values)).Where(HereAndAtStripe.Weighs).Select(d => d.Text("charge"))];
        Same("payments", await HereAndAtStripe.PaymentsHereAsync(life), intents.Select(i => HereAndAtStripe.Words(i, charges, disputed)));
        Same("invoices", await HereAndAtStripe.InvoicesHereAsync(life), (await life.AtStripeAsync("invoices"))
            .Where(i => i.Text("status") != "draft").Select(HereAndAtStripe.InvoiceWords));
    }

    /// <summary>What costs more to look at: every movement of money, and every mail.</summary>
    public static async Task CheckAllAsync(Life life)
    {
        await CheckAsync(life);
        await CheckLedgerAsync(life);
        await EmailChecks.CheckAsync(life);
    }

    /// <summary>Fails where the two differ, with what is on one side only.</summary>
    public static void Same(string what, IEnumerable<string> here, IEnumerable<string> atStripe)
    {
        List<string> mine = [.. here.Order(StringComparer.Ordinal)];
        List<string> theirs = [.. atStripe.Order(StringComparer.Ordinal)];
        if (!mine.SequenceEqual(theirs))
        {
            throw new LifeException(
                $"The {what} differ.\n  only here:      {string.Join("\n                  ", mine.Except(theirs))}\n"
                + $"  only at Stripe: {string.Join("\n                  ", theirs.Except(mine))}");
        }
    }

    private static async Task CheckEventsAsync(Life life)
    {
        List<string> unsettled = await life.World.App.WithDbAsync(db => db.StripeEvents
            .Where(e => e.Status != InboxEventStatus.Processed && e.Status != InboxEventStatus.Ignored)
            .Select(e => $"{e.Type} {e.Id} {e.Status}: {e.LastError}").ToListAsync());
        if (unsettled.Count > 0)
        {
            throw new LifeException("Events are not settled: " + string.Join("; ", unsettled));
        }
    }

    /// <summary>Checkouts make one live subscription at most; whatever lives besides is what an operator is shown.</summary>
    private static async Task CheckCurrentAsync(Life life, List<JsonObject> subscriptions)
    {
        HashSet<string> live = [.. subscriptions.Where(HereAndAtStripe.IsLive).Select(s => s.Text("id"))];
        List<string> ours = [.. (await life.AtStripeAsync("checkout/sessions"))
            .Select(s => s["subscription"]?.GetValue<string>()).OfType<string>().Where(live.Contains)];
        if (ours.Count > 1)
        {
            throw new LifeException("More than one live subscription was made by checkouts: " + string.Join(", ", ours));
        }

        JsonElement duplicates = (await life.OperateAsync(HttpMethod.Get, "/v1/admin/subscriptions/duplicates")).Body.GetProperty("subscriptions");
        string[] listed = [.. duplicates.EnumerateArray()
            .Where(d => d.GetProperty("user_id").GetGuid() == life.User.Id)
            .Select(d => d.GetProperty("stripe_subscription_id").GetString()!)];
        if (listed.Length != Math.Max(0, live.Count - 1) || !live.IsSupersetOf(listed))
        {
            throw new LifeException($"Live are {string.Join(", ", live)}, and operators are shown {string.Join(", ", listed)} as duplicates.");
        }
    }

    /// <summary>What the history comes to is what the ledger comes to, in each currency; what the bank holds is no one's yet.</summary>
    private static async Task CheckLedgerAsync(Life life)
    {
        List<JsonObject> charges = await life.AtStripeAsync("charges");
        List<JsonObject> disputes = await DisputesAsync(life, charges);
        List<string> sources = [.. charges.Concat(disputes).Select(o => o.Text("id"))];
        foreach (JsonObject charge in charges)
        {
            sources.AddRange((await life.World.Stripe.GetAsync("/v1/refunds", ("charge", charge.Text("id")), ("limit", "100"))).Data().Select(r => r.Text("id")));
        }

        List<JsonObject> movements = [];
        foreach (string source in sources)
        {
            movements.AddRange((await life.World.Stripe.GetAsync("/v1/balance_transactions", ("source", source))).Data());
        }

        Dictionary<Guid, long> held = await HeldAsync(life);
        IEnumerable<(string Currency, long Amount)> paid = (await life.HistoryAsync())
            .Where(p => p.GetProperty("status").GetString() is "succeeded" or "partially_refunded" or "refunded" or "disputed")
            .Select(p => (p.GetProperty("currency").GetString()!, p.GetProperty("amount_cents").GetInt64()
                - p.GetProperty("amount_refunded_cents").GetInt64() - held.GetValueOrDefault(p.GetProperty("id").GetGuid())));
        Same("sums of money", Sums(paid), Sums(movements.Select(m => (m.Text("currency"), m.Number("amount")))));
    }

    /// <summary>What the bank has taken back, by payment.</summary>
    private static Task<Dictionary<Guid, long>> HeldAsync(Life life) => life.World.App.WithDbAsync(async db =>
    {
        var rows = await db.Payments.Where(p => p.UserId == life.User.Id && p.IsHeldByBank)
            .Join(db.Disputes, p => p.StripePaymentIntentId, d => d.StripePaymentIntentId, (p, d) => new { p.Id, Dispute = d }).ToListAsync();
        return rows.Where(r => r.Dispute.HoldsMoney).GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.Sum(r => r.Dispute.AmountCents));
    });

    private static async Task<List<JsonObject>> DisputesAsync(Life life, IEnumerable<JsonObject> charges)
    {
        List<JsonObject> disputes = [];
        foreach (JsonObject charge in charges.Where(c => c["disputed"]!.GetValue<bool>()))
        {
            disputes.AddRange((await life.World.Stripe.GetAsync("/v1/disputes", ("charge", charge.Text("id")))).Data());
        }

        return disputes;
    }

    private static IEnumerable<string> Sums(IEnumerable<(string Currency, long Amount)> amounts) => amounts
        .GroupBy(a => a.Currency, a => a.Amount).Select(g => (g.Key, Sum: g.Sum())).Where(g => g.Sum != 0).Select(g => $"{g.Sum} {g.Key}");
}
