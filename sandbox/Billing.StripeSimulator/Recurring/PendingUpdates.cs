using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Changes of a subscription that apply only once their invoice is paid, and are given up when it is not in time.</summary>
internal static class PendingUpdates
{
    /// <summary>Less when the trial or the period ends before (https://docs.stripe.com/billing/subscriptions/pending-updates#expiration).</summary>
    private const long SecondsToPay = 23 * 60 * 60;
    private const string Property = "pending_update";

    /// <summary>When the time to pay is over; null when nothing waits.</summary>
    public static DueMoment? ExpiryOf(StripeDocument subscription) =>
        subscription.Hidden[Property]?["expires_at"]?.GetValue<long>() is { } at
            ? new DueMoment(at, "A change of a subscription is given up that was not paid")
            : null;

    /// <summary>Tries to collect the change's invoice. When it is paid the change applies, else it waits.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="subscription">The subscription, in which nothing of the change is written yet.</param>
    /// <param name="before">The subscription as it was before all of it.</param>
    /// <param name="result">What the change comes to.</param>
    /// <param name="invoice">The draft of its invoice.</param>
    /// <param name="resumes">Whether the change is that a paused subscription goes on; then the subscription shows nothing of it.</param>
    public static void Begin(
        UnitOfWork work, StripeDocument subscription, JsonObject before, ChangeResult result, StripeDocument invoice, bool resumes = false)
    {
        invoice.Json["auto_advance"] = false;
        subscription.Hidden[Property] = new JsonObject
        {
            ["anchor"] = result.Anchor,
            ["expires_at"] = ExpiryFrom(work.Now, subscription),
            ["invoice"] = invoice.Id,
            ["items"] = new JsonArray([.. result.Items.Select(item => item.DeepClone())]),
            ["resumes"] = resumes,
            ["trial_end"] = result.TrialEnd,
        };
        work.Save(subscription);
        InvoiceCollection.Finalize(work, invoice);
        if (invoice.Status == "open")
        {
            InvoiceCollection.Collect(work, invoice, Attempt.Scheduled);
        }

        if (subscription.Hidden[Property] is { } pending && !resumes)
        {
            subscription.Json["pending_update"] = Shown(pending.AsObject());
        }

        if (PreviousAttributes.Of(before, subscription.Json) is { } previous)
        {
            work.Save(subscription, "customer.subscription.updated", previous);
        }
    }

    /// <summary>Whether the invoice is that of a change that waits for it.</summary>
    public static bool IsFor(StripeDocument subscription, StripeDocument invoice) =>
        subscription.Hidden[Property]?["invoice"]?.GetValue<string>() == invoice.Id;

    /// <summary>The invoice is paid: the change applies. One that nobody was told of yet is told of by the caller.</summary>
    public static void Apply(UnitOfWork work, StripeDocument subscription, StripeDocument invoice)
    {
        var before = subscription.Json.DeepClone().AsObject();
        var pending = subscription.Hidden[Property]!;
        var resumes = pending["resumes"]!.GetValue<bool>();
        var wasWaiting = subscription.Json["pending_update"] is not null;
        var items = pending["items"]!.AsArray().Select(item => item!.DeepClone().AsObject()).ToList();
        new ChangeResult(items, [], [], pending["anchor"]?.GetValue<long>(), true, pending["trial_end"]?.GetValue<long>()).WriteTo(subscription);
        Debits.Remember(subscription, Invoices.Lines(invoice));
        Clear(subscription);
        if (resumes)
        {
            subscription.Json["status"] = "active";
        }

        work.Save(subscription);
        if (wasWaiting || resumes)
        {
            work.Emit("customer.subscription.updated", subscription, PreviousAttributes.Of(before, subscription.Json));
            work.Emit(resumes ? "customer.subscription.resumed" : "customer.subscription.pending_update_applied", subscription);
        }
    }

    /// <summary>The time to pay is over: the invoice is void and the subscription stays as it is.</summary>
    public static void Expire(UnitOfWork work, StripeDocument subscription)
    {
        var before = subscription.Json.DeepClone().AsObject();
        Discard(work, subscription);
        TellGivenUp(work, subscription, before);
    }

    /// <summary>
    /// Nobody can pay the invoice any more: the change that waited for it is given up. That is how Stripe has a pending update taken
    /// back (https://docs.stripe.com/billing/subscriptions/pending-updates#cancel-or-change-pending-updates).
    /// </summary>
    public static void InvoiceVoided(UnitOfWork work, StripeDocument subscription, StripeDocument invoice)
    {
        if (IsFor(subscription, invoice))
        {
            var before = subscription.Json.DeepClone().AsObject();
            Clear(subscription);
            TellGivenUp(work, subscription, before);
        }
    }

    /// <summary>A planned change takes effect: one that waits is given up for it, and its invoice is void.</summary>
    public static void PhaseChanges(UnitOfWork work, StripeDocument subscription)
    {
        if (subscription.Hidden[Property] is not null)
        {
            Expire(work, subscription);
        }
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

    private static long ExpiryFrom(long now, StripeDocument subscription)
    {
        var periodEnd = Subscriptions.Items(subscription).Min(item => item["current_period_end"]!.GetValue<long>());
        return now < periodEnd ? Math.Min(now + SecondsToPay, periodEnd) : now + SecondsToPay;
    }

    /// <summary>What nobody was told of waits for nothing either: that a paused subscription goes on is not shown.</summary>
    private static void TellGivenUp(UnitOfWork work, StripeDocument subscription, JsonObject before)
    {
        work.Save(subscription);
        if (PreviousAttributes.Of(before, subscription.Json) is { } previous)
        {
            work.Emit("customer.subscription.updated", subscription, previous);
            work.Emit("customer.subscription.pending_update_expired", subscription);
        }
    }

    private static void Clear(StripeDocument subscription)
    {
        subscription.Hidden.Remove(Property);
        subscription.Json["pending_update"] = null;
    }

    private static JsonObject Shown(JsonObject pending) => new()
    {
        ["billing_cycle_anchor"] = pending["anchor"]?.DeepClone(),
        ["discount"] = null,
        ["discounts"] = null,
        ["expires_at"] = pending["expires_at"]!.DeepClone(),
        ["metadata"] = null,
        ["subscription_items"] = pending["items"]!.DeepClone(),
        ["trial_end"] = pending["trial_end"]?.DeepClone(),
        ["trial_from_plan"] = null,
    };
}
