using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Trials: announced three days before their end, which is the start of the first period that is paid.</summary>
internal static class Trials
{
    private const long NoticeBefore = 3 * 24 * 60 * 60;
    private const string Announced = "trial_end_announced";

    /// <summary>Puts the subscription on trial until a moment (Stripe's seconds), at which its cycle begins.</summary>
    public static void Begin(StripeDocument subscription, long until, long now)
    {
        var json = subscription.Json;
        json["billing_cycle_anchor"] = until;
        json["status"] = "trialing";
        json["trial_end"] = until;
        json["trial_start"] ??= now;
        subscription.Hidden.Remove(Announced);
        foreach (var item in Subscriptions.Items(subscription))
        {
            Subscriptions.SetPeriod(item, new BillingPeriod(now, until));
        }
    }

    /// <summary>When the end of the trial is announced; null when there is nothing to announce.</summary>
    public static DueMoment? AnnouncementOf(StripeDocument subscription) =>
        subscription.Status != "trialing" || subscription.Hidden[Announced] is not null
            ? null
            : new DueMoment(
                Math.Max(subscription.Number("trial_start")!.Value, subscription.Number("trial_end")!.Value - NoticeBefore), "The end of a trial is announced");

    /// <summary>Announces the end of the trial.</summary>
    public static void Announce(UnitOfWork work, StripeDocument subscription)
    {
        subscription.Hidden[Announced] = true;
        work.Save(subscription, "customer.subscription.trial_will_end");
    }

    /// <summary>The trial is over: the first period begins, unless there is nothing to charge and the subscription is to pause or end then.</summary>
    public static void End(UnitOfWork work, StripeDocument subscription)
    {
        switch (HasPaymentMethod(work, subscription) ? "create_invoice" : MissingPaymentMethod(subscription))
        {
            case "cancel":
                SubscriptionEnd.Now(work, subscription, "payment_failed");
                break;
            case "pause":
                SubscriptionPayments.SetStatus(work, subscription, "paused");
                work.Emit("customer.subscription.paused", subscription);
                break;
            default:
                Renewals.Renew(work, subscription);
                break;
        }
    }

    private static string MissingPaymentMethod(StripeDocument subscription) =>
        subscription.Json["trial_settings"]!["end_behavior"]!["missing_payment_method"]!.GetValue<string>();

    private static bool HasPaymentMethod(UnitOfWork work, StripeDocument subscription) =>
        (subscription.Text("default_payment_method")
            ?? Customers.DefaultPaymentMethod(work.Referenced("customer", subscription.Text("customer")!))) is not null;
}
