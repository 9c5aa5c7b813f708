using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>The same facts in the same words, once of the rows here and once of Stripe's objects.</summary>
internal static class HereAndAtStripe
{
    /// <summary>A subscription that is to be paid, now or again.</summary>
    public static bool IsLive(JsonObject subscription) =>
        subscription.Text("status") is "active" or "trialing" or "past_due" or "unpaid" or "paused";

    /// <summary>A dispute that is not decided for the seller.</summary>
    public static bool Weighs(JsonObject dispute) => dispute.Text("status") is not ("won" or "warning_closed" or "prevented");

    public static async Task<List<string>> SubscriptionsHereAsync(Life life)
    {
        var rows = await life.World.App.WithDbAsync(db => db.Subscriptions.AsNoTracking().Where(s => s.UserId == life.User.Id).ToListAsync());
        return [.. rows.Select(s => string.Join(
            ' ',
            s.StripeSubscriptionId, Snake(s.Status), s.StripePriceId, "x", s.Quantity, Seconds(s.CurrentPeriodStart), Seconds(s.CurrentPeriodEnd),
            "end:", s.CancelAtPeriodEnd, Seconds(s.CancelAt), "asked:", Seconds(s.CanceledAt), "ended:", Seconds(s.EndedAt),
            "trial:", Seconds(s.TrialEnd), "paused:", s.CollectionPaused, "schedule:", s.StripeScheduleId, "pending:", s.PendingUpdate is not null))];
    }

    /// <summary>A subscription as Stripe has it.</summary>
    public static string Words(JsonObject s)
    {
        JsonObject item = s.Item();
        return string.Join(
            ' ',
            s.Text("id"), s.Text("status"), item["price"]!.Text("id"), "x", item.Number("quantity"), Seconds(item["current_period_start"]), Seconds(item["current_period_end"]),
            "end:", s["cancel_at_period_end"]!.GetValue<bool>(), Seconds(s["cancel_at"]), "asked:", Seconds(s["canceled_at"]), "ended:", Seconds(s["ended_at"]),
            "trial:", Seconds(s["trial_end"]), "paused:", s["pause_collection"] is not null, "schedule:", s["schedule"]?.GetValue<string>(),
            "pending:", s["pending_update"] is not null);
    }

    /// <summary>As the history shows them.</summary>
    public static async Task<List<string>> PaymentsHereAsync(Life life)
    {
        Dictionary<Guid, string> intents = await life.World.App.WithDbAsync(db => db.Payments.AsNoTracking()
            .Where(p => p.UserId == life.User.Id).ToDictionaryAsync(p => p.Id, p => p.StripePaymentIntentId));
        return [.. (await life.HistoryAsync()).Select(p => string.Join(
            ' ',
            intents[p.GetProperty("id").GetGuid()], p.GetProperty("status").GetString(), p.GetProperty("amount_cents").GetInt64(),
            p.GetProperty("currency").GetString(), "refunded:", p.GetProperty("amount_refunded_cents").GetInt64()))];
    }

    /// <summary>A payment as its intent and the charge that paid it have it.</summary>
    public static string Words(JsonObject intent, Dictionary<string, JsonObject> charges, HashSet<string> disputed)
    {
        JsonObject? charge = intent["latest_charge"]?.GetValue<string>() is { } id ? charges[id] : null;
        long refunded = charge?.Number("amount_refunded") ?? 0;
        string status = intent.Text("status") switch
        {
            "succeeded" when disputed.Contains(charge!.Text("id")) => "disputed",
            "succeeded" when refunded == intent.Number("amount") => "refunded",
            "succeeded" when refunded > 0 => "partially_refunded",
            "succeeded" => "succeeded",
            "canceled" => "canceled",
            "requires_payment_method" when intent["last_payment_error"] is not null => "failed",
            _ => "pending",
        };
        return string.Join(' ', intent.Text("id"), status, intent.Number("amount"), intent.Text("currency"), "refunded:", refunded);
    }

    public static async Task<List<string>> InvoicesHereAsync(Life life)
    {
        var rows = await life.World.App.WithDbAsync(db => db.Invoices.AsNoTracking().Where(i => i.UserId == life.User.Id).ToListAsync());
        return [.. rows.Select(i => string.Join(' ', i.StripeInvoiceId, Snake(i.Status), "due:", i.AmountDueCents, "paid:", i.AmountPaidCents))
            .Where(words => !words.Contains(" draft ", StringComparison.Ordinal))];
    }

    /// <summary>An invoice as Stripe has it.</summary>
    public static string InvoiceWords(JsonObject i) =>
        string.Join(' ', i.Text("id"), i.Text("status"), "due:", i.Number("amount_due"), "paid:", i.Number("amount_paid"));

    private static string Snake<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Seconds(DateTime? moment) => moment is { } at ? $"{new DateTimeOffset(at).ToUnixTimeSeconds()}" : "-";

    private static string Seconds(JsonNode? moment) => moment is null ? "-" : $"{moment.GetValue<long>()}";
}
