using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.Domain.Operations;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>Whether the product has of a user what Stripe has, row by row, and has written each mail that is due.</summary>
internal sealed class StripeComparison(Stage stage, Subscriber subscriber)
{
    private Guid UserId => subscriber.User.Id;

    private (string, string) OfCustomer => ("customer", subscriber.CustomerId);

    /// <summary>Compares everything.</summary>
    public async Task CheckAsync()
    {
        (await LocalSubscriptionsAsync()).ShouldBe(await SubscriptionsAsync());
        (await LocalInvoicesAsync()).ShouldBe(await InvoicesAsync());
        (await LocalPaymentsAsync()).ShouldBe(await PaymentsAsync());
        await CheckHistoryAsync();
        await CheckMailsAsync();
    }

    /// <summary>What Stripe's ledger has of the customer, in minor units before fees.</summary>
    public async Task<long> LedgerAsync()
    {
        HashSet<string> charges = [.. (await stage.ListAsync("/v1/charges", OfCustomer)).Select(c => c.Text("id"))];
        HashSet<string> refunds = [.. (await stage.ListAsync("/v1/refunds")).Where(r => charges.Contains(r.Text("charge"))).Select(r => r.Text("id"))];
        return (await stage.ListAsync("/v1/balance_transactions"))
            .Where(t => charges.Contains(t.Text("source")) || refunds.Contains(t.Text("source")))
            .Sum(t => t.Number("amount"));
    }

    private async Task CheckHistoryAsync()
    {
        List<JsonElement> history = await subscriber.HistoryAsync();
        List<Dictionary<string, string>> table = await subscriber.TableAsync();
        history.Count.ShouldBe((await stage.ListAsync("/v1/payment_intents", OfCustomer)).Count);
        table.Select(line => line["id"]).ShouldBe(history.Select(p => p.GetProperty("id").GetString()!));
        (Subscriber.SumOf(history), Subscriber.SumOf(table), await LedgerAsync()).ShouldBe((subscriber.Total, subscriber.Total, subscriber.Total));
        (await subscriber.GetAsync("invoices?status=paid&limit=100")).GetProperty("invoices").GetArrayLength().ShouldBe(subscriber.PaidInvoices);
    }

    private async Task<List<string>> SubscriptionsAsync() =>
    [
        .. (await stage.ListAsync("/v1/subscriptions", OfCustomer, ("status", "all"))).Select(s => string.Join(' ',
            s.Text("id"), s.Text("status"), s.Item()["price"]!.Text("id"), $"x{s.Item().Number("quantity")}",
            $"from={s.Item().Number("current_period_start")} to={s.Item().Number("current_period_end")}",
            $"at_end={s["cancel_at_period_end"]!.GetValue<bool>()} at={s["cancel_at"]} canceled={s["canceled_at"]} ended={s["ended_at"]}",
            $"latest={s["latest_invoice"]}")).Order(StringComparer.Ordinal),
    ];

    private Task<List<string>> LocalSubscriptionsAsync() => stage.App.WithDbAsync(async db => (List<string>)
    [
        .. (await db.Subscriptions.AsNoTracking().Where(s => s.UserId == UserId).ToListAsync()).Select(s => string.Join(' ',
            s.StripeSubscriptionId, Word(s.Status), s.StripePriceId, $"x{s.Quantity}",
            $"from={Seconds(s.CurrentPeriodStart)} to={Seconds(s.CurrentPeriodEnd)}",
            $"at_end={s.CancelAtPeriodEnd} at={Seconds(s.CancelAt)} canceled={Seconds(s.CanceledAt)} ended={Seconds(s.EndedAt)}",
            $"latest={s.LatestInvoiceId}")).Order(StringComparer.Ordinal),
    ]);

    private async Task<List<string>> InvoicesAsync() =>
    [
        .. (await stage.ListAsync("/v1/invoices", OfCustomer)).Select(i => string.Join(' ',
            i.Text("id"), $"{i["number"]}", i.Text("status"), i.Text("currency"),
            $"subtotal={i.Number("subtotal")} total={i.Number("total")} due={i.Number("amount_due")} paid={i.Number("amount_paid")}",
            $"paid_at={i["status_transitions"]!["paid_at"]} attempts={i.Number("attempt_count")} next={i["next_payment_attempt"]}"))
            .Order(StringComparer.Ordinal),
    ];

    private Task<List<string>> LocalInvoicesAsync() => stage.App.WithDbAsync(async db => (List<string>)
    [
        .. (await db.Invoices.AsNoTracking().Where(i => i.UserId == UserId).ToListAsync()).Select(i => string.Join(' ',
            i.StripeInvoiceId, i.Number, Word(i.Status), i.Currency,
            $"subtotal={i.SubtotalCents} total={i.TotalCents} due={i.AmountDueCents} paid={i.AmountPaidCents}",
            $"paid_at={Seconds(i.PaidAt)} attempts={i.AttemptCount} next={Seconds(i.NextPaymentAttempt)}"))
            .Order(StringComparer.Ordinal),
    ]);

    private async Task<List<string>> PaymentsAsync()
    {
        ILookup<string, JsonObject> charges = (await stage.ListAsync("/v1/charges", OfCustomer)).ToLookup(c => c.Text("payment_intent"));
        return
        [
            .. (await stage.ListAsync("/v1/payment_intents", OfCustomer)).Select(intent =>
            {
                long refunded = charges[intent.Text("id")].Sum(c => c.Number("amount_refunded"));
                return string.Join(' ',
                    intent.Text("id"), StatusOf(intent, refunded), intent.Number("amount"), intent.Text("currency"), $"refunded={refunded}",
                    $"charge={intent["latest_charge"]}");
            }).Order(StringComparer.Ordinal),
        ];
    }

    private Task<List<string>> LocalPaymentsAsync() => stage.App.WithDbAsync(async db => (List<string>)
    [
        .. (await db.Payments.AsNoTracking().Where(p => p.UserId == UserId).ToListAsync()).Select(p => string.Join(' ',
            p.StripePaymentIntentId, Word(p.Status), p.AmountCents, p.Currency, $"refunded={p.AmountRefundedCents}", $"charge={p.StripeChargeId}"))
            .Order(StringComparer.Ordinal),
    ]);

    /// <summary>Each mail that Stripe gave cause for is in the outbox once, was sent once, and there is no other.</summary>
    private async Task CheckMailsAsync()
    {
        await stage.SendDueAsync();
        List<EmailMessage> mails = await stage.App.WithDbAsync(db => db.EmailMessages.AsNoTracking().Where(m => m.UserId == UserId).ToListAsync());
        mails.Where(m => m.Kind is not ("subscription_changed" or "subscription_canceled")).Select(m => $"{m.Kind} {m.SubjectId}")
            .Order(StringComparer.Ordinal).ShouldBe(await DueMailsAsync());
        (mails.Count(m => m.Kind == "subscription_changed"), mails.Count(m => m.Kind == "subscription_canceled"))
            .ShouldBe((subscriber.MailsOfChange, subscriber.MailsOfEnd));
        mails.ShouldAllBe(m => !m.IsDropped);
        stage.Sender.To(subscriber.User.Email).Count.ShouldBe(mails.Count);
    }

    private async Task<List<string>> DueMailsAsync()
    {
        List<JsonObject> charges = await stage.ListAsync("/v1/charges", OfCustomer);
        HashSet<string> paid = [.. charges.Where(c => c.Text("status") == "succeeded").Select(c => c.Text("id"))];
        IEnumerable<JsonObject> failed = (await stage.Stripe.EventsAsync())
            .Where(e => e.Text("type") == "invoice.payment_failed").Select(e => e.Payload())
            .Where(i => i.Text("customer") == subscriber.CustomerId && i.Text("billing_reason") != "subscription_create");
        return
        [
            .. ((IEnumerable<string>)
            [
                $"welcome {UserId}",
                .. charges.Where(c => paid.Contains(c.Text("id"))).Select(c => $"receipt {c.Text("payment_intent")}"),
                .. (await stage.ListAsync("/v1/refunds")).Where(r => paid.Contains(r.Text("charge"))).Select(r => $"refunded {r.Text("id")}"),
                .. failed.Select(i => $"payment_failed {i.Text("id")}:{i.Number("attempt_count")}").Distinct(),
            ]).Order(StringComparer.Ordinal),
        ];
    }

    private static string StatusOf(JsonObject intent, long refunded) => intent.Text("status") switch
    {
        "succeeded" => refunded == 0 ? "succeeded" : refunded < intent.Number("amount") ? "partially_refunded" : "refunded",
        "canceled" => "canceled",
        "requires_payment_method" when !intent.IsNull("last_payment_error") => "failed",
        _ => "pending",
    };

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Seconds(DateTime? at) => at is { } moment ? $"{Stage.SecondsOf(moment)}" : "";
}
