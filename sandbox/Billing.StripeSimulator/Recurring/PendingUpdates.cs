using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Changes of a subscription that apply only once their invoice is paid, and are given up when it is not in time.</summary>
internal static class PendingUpdates
{
    private const long SecondsToPay = 23 * 60 * 60;
    private const string Property = "pending_update";

    /// <summary>Tries to collect the change's invoice. When it is paid the change applies, else it waits.</summary>
    public static void Begin(UnitOfWork work, StripeDocument subscription, JsonObject before, ChangeResult result, StripeDocument invoice)
    {
        invoice.Json["auto_advance"] = false;
        subscription.Hidden[Property] = new JsonObject
        {
            ["anchor"] = result.Anchor,
            ["invoice"] = invoice.Id,
            ["items"] = new JsonArray([.. result.Items.Select(item => item.DeepClone())]),
        };
        work.Save(subscription);
        InvoiceCollection.Finalize(work, invoice);
        if (invoice.Status == "open")
        {
            InvoiceCollection.Collect(work, invoice, Attempt.Scheduled);
        }

        if (subscription.Hidden[Property] is { } pending)
        {
            subscription.Json["pending_update"] = Shown(pending.AsObject(), work.Now);
        }

        work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
    }

    /// <summary>Whether the invoice is that of a change that waits for it.</summary>
    public static bool IsFor(StripeDocument subscription, StripeDocument invoice) =>
        subscription.Hidden[Property]?["invoice"]?.GetValue<string>() == invoice.Id;

    /// <summary>The invoice is paid: the change applies. One that has not been told of yet is told of by the caller.</summary>
    public static void Apply(UnitOfWork work, StripeDocument subscription, StripeDocument invoice)
    {
        var before = subscription.Json.DeepClone().AsObject();
        var pending = subscription.Hidden[Property]!;
        var result = new ChangeResult(
            [.. pending["items"]!.AsArray().Select(item => item!.DeepClone().AsObject())], [], [], pending["anchor"]?.GetValue<long>(), true);
        var wasWaiting = subscription.Json["pending_update"] is not null;
        result.WriteTo(subscription);
        Debits.Remember(subscription, Invoices.Lines(invoice));
        Clear(subscription);
        work.Save(subscription);
        if (wasWaiting)
        {
            work.Emit("customer.subscription.updated", subscription, PreviousAttributes.Of(before, subscription.Json));
            work.Emit("customer.subscription.pending_update_applied", subscription);
        }
    }

    /// <summary>The time to pay is over: the invoice is void and the subscription stays as it is.</summary>
    public static void Expire(UnitOfWork work, StripeDocument subscription)
    {
        var before = subscription.Json.DeepClone().AsObject();
        Discard(work, subscription);
        work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
        work.Emit("customer.subscription.pending_update_expired", subscription);
    }

    /// <summary>Gives up a change that waits, if there is one. The caller saves the subscription.</summary>
    public static void Discard(UnitOfWork work, StripeDocument subscription)
    {
        if (subscription.Hidden[Property]?["invoice"]?.GetValue<string>() is { } invoice)
        {
            Clear(subscription);
            InvoiceVoid.Void(work, work.Referenced("invoice", invoice));
        }
    }

    private static void Clear(StripeDocument subscription)
    {
        subscription.Hidden.Remove(Property);
        subscription.Json["pending_update"] = null;
    }

    private static JsonObject Shown(JsonObject pending, long now) => new()
    {
        ["billing_cycle_anchor"] = pending["anchor"]?.DeepClone(),
        ["discount"] = null,
        ["discounts"] = null,
        ["expires_at"] = now + SecondsToPay,
        ["metadata"] = null,
        ["subscription_items"] = pending["items"]!.DeepClone(),
        ["trial_end"] = null,
        ["trial_from_plan"] = null,
    };
}
