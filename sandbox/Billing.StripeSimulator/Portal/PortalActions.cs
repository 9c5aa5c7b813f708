using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Portal;

/// <summary>What a customer does in the billing portal, with the events that tell of it.</summary>
internal static class PortalActions
{
    /// <summary>Invoices are charged to this payment method from now on.</summary>
    public static void MakeDefault(UnitOfWork work, StripeDocument customer, StripeDocument paymentMethod)
    {
        if (Customers.DefaultPaymentMethod(customer) != paymentMethod.Id)
        {
            var before = Customers.DefaultPaymentMethod(customer);
            customer.Json["invoice_settings"]!["default_payment_method"] = paymentMethod.Id;
            work.Save(customer, "customer.updated", new JsonObject
            {
                ["invoice_settings"] = new JsonObject { ["default_payment_method"] = before },
            });
        }
    }

    /// <summary>The subscription is charged to this payment method from now on.</summary>
    public static void ChargeTo(UnitOfWork work, StripeDocument subscription, StripeDocument paymentMethod) =>
        Change(work, subscription, json => json["default_payment_method"] = paymentMethod.Id);

    /// <summary>
    /// Ends a subscription as the portal's configuration says. With flexible billing, which all subscriptions here have, the
    /// end of the period is written as <c>cancel_at</c>; <c>cancel_at_period_end</c> stays false.
    /// </summary>
    public static void Cancel(UnitOfWork work, StripeDocument subscription, bool atOnce, string? feedback, string? comment)
    {
        if (atOnce)
        {
            WriteReason(subscription.Json, feedback, comment);
            SubscriptionEnd.Now(work, subscription, "cancellation_requested");
            return;
        }

        Change(work, subscription, json =>
        {
            json["cancel_at"] = Subscriptions.Items(subscription).Max(item => item["current_period_end"]!.GetValue<long>());
            json["canceled_at"] = work.Now;
            WriteReason(json, feedback, comment);
        });
    }

    /// <summary>Takes a cancellation back that has not come yet.</summary>
    public static void Keep(UnitOfWork work, StripeDocument subscription) => Change(work, subscription, json =>
    {
        json["cancel_at"] = null;
        json["cancel_at_period_end"] = false;
        json["canceled_at"] = null;
        json["cancellation_details"] = new JsonObject { ["comment"] = null, ["feedback"] = null, ["reason"] = null };
    });

    private static void WriteReason(JsonObject json, string? feedback, string? comment) => json["cancellation_details"] = new JsonObject
    {
        ["comment"] = comment,
        ["feedback"] = feedback,
        ["reason"] = "cancellation_requested",
    };

    private static void Change(UnitOfWork work, StripeDocument subscription, Action<JsonObject> change)
    {
        var before = subscription.Json.DeepClone().AsObject();
        change(subscription.Json);
        if (PreviousAttributes.Of(before, subscription.Json) is { } previous)
        {
            work.Save(subscription, "customer.subscription.updated", previous);
        }
    }
}
