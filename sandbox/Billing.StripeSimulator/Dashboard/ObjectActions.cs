using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>
/// What can be done to an object as it is: by the merchant in the Dashboard, by the bank or by the cardholder. Nothing of it
/// goes through the API, so the product hears of it by webhook only.
/// </summary>
internal static class ObjectActions
{
    private const string DefaultFailure = "expired_or_canceled_card";

    private static readonly string[] RefundReasons = ["requested_by_customer", "duplicate", "fraudulent"];

    private static readonly string[] DisputeReasons =
        ["fraudulent", "product_not_received", "subscription_canceled", "duplicate", "credit_not_processed", "unrecognized", "general"];

    /// <summary>The actions that an object's state allows.</summary>
    public static IReadOnlyList<ObjectAction> Of(UnitOfWork work, StripeDocument document) => [.. document.Kind switch
    {
        "charge" => OfCharge(work, document),
        "dispute" => OfDispute(document),
        "payment_intent" => OfIntent(work, document),
        "payment_method" => CardAging.ActionsOf(document),
        "refund" => OfRefund(document),
        "subscription" => OfSubscription(document),
        _ => [],
    }];

    private static IEnumerable<ObjectAction> OfIntent(UnitOfWork work, StripeDocument intent)
    {
        if (intent.Status == "processing")
        {
            yield return new("debit-succeed", "The money arrives", (unit, _) => DebitPayments.Succeed(unit, intent));
            yield return new("debit-fail", "The bank refuses", (unit, _) => DebitPayments.Fail(unit, intent)) { IsDangerous = true };
        }
        else if (intent.Text("latest_charge") is { } id)
        {
            foreach (var action in OfCharge(work, work.Referenced("charge", id)))
            {
                yield return action;
            }
        }
    }

    private static IEnumerable<ObjectAction> OfCharge(UnitOfWork work, StripeDocument charge)
    {
        var currency = charge.Text("currency")!;
        var left = charge.Number("amount")!.Value - charge.Number("amount_refunded")!.Value;
        if (charge.Status != "succeeded" || left == 0)
        {
            yield break;
        }

        if (!charge.Flag("disputed") || !DisputeActions.BlocksRefunds(work, charge))
        {
            yield return new("refund", "Refund", (unit, form) => RefundActions.Create(
                unit, charge, Money.Parse(form["amount"].ToString(), currency, "amount"), form["reason"].ToString(), []))
            {
                Fields = Html.Join([Amount(left, currency), Choice("reason", "Reason", RefundReasons)]),
            };
        }

        if (!charge.Flag("disputed"))
        {
            yield return new("dispute", "Let the cardholder dispute it", (unit, form) => DisputeActions.Open(
                unit, charge, form["reason"].ToString(), form.ContainsKey("inquiry")))
            {
                Fields = Html.Join(
                [
                    Choice("reason", "Reason", DisputeReasons),
                    PageTemplate.Render("action-check.html", ("name", "inquiry"), ("label", "Only an inquiry: no money is withdrawn yet")),
                ]),
                IsDangerous = true,
            };
        }
    }

    private static IEnumerable<ObjectAction> OfRefund(StripeDocument refund)
    {
        if (refund.Status == "pending")
        {
            yield return new("succeed", "It arrives", (work, _) => RefundActions.Succeed(work, refund));
            yield return new("cancel", "Cancel it", (work, _) => RefundActions.Cancel(work, refund)) { IsDangerous = true };
        }

        if (refund.Status is "pending" or "succeeded")
        {
            yield return new("fail", "It fails", (work, _) => RefundActions.Fail(work, refund, DefaultFailure)) { IsDangerous = true };
        }
    }

    private static IEnumerable<ObjectAction> OfDispute(StripeDocument dispute)
    {
        if (Disputes.NeedsResponse(dispute))
        {
            yield return new("respond", "Answer it", (work, _) => DisputeActions.Respond(work, dispute));
        }

        if (!Disputes.IsOpen(dispute))
        {
            yield break;
        }

        if (Disputes.IsInquiry(dispute))
        {
            yield return new("win", "The bank closes it", (work, _) => DisputeActions.Win(work, dispute));
            yield return new("escalate", "It becomes a chargeback", (work, _) => DisputeActions.Escalate(work, dispute)) { IsDangerous = true };
        }
        else
        {
            yield return new("win", "It is won", (work, _) => DisputeActions.Win(work, dispute));
            yield return new("lose", "It is lost", (work, _) => DisputeActions.Lose(work, dispute)) { IsDangerous = true };
        }
    }

    private static IEnumerable<ObjectAction> OfSubscription(StripeDocument subscription)
    {
        if (subscription.Status is "canceled" or "incomplete_expired")
        {
            yield break;
        }

        if (subscription.Number("cancel_at") is null)
        {
            yield return new("end", "Cancel at period end", (work, _) => SetCancelAtPeriodEnd(work, subscription, cancel: true));
        }
        else
        {
            yield return new("keep", "Do not cancel", (work, _) => SetCancelAtPeriodEnd(work, subscription, cancel: false));
        }

        yield return new("cancel", "Cancel now", (work, _) => SubscriptionEnd.Now(work, subscription, "cancellation_requested"))
        {
            IsDangerous = true,
        };
    }

    private static void SetCancelAtPeriodEnd(UnitOfWork work, StripeDocument subscription, bool cancel)
    {
        var before = subscription.Json.DeepClone().AsObject();
        Subscriptions.SetCancelAtPeriodEnd(subscription, cancel, work.Now);
        work.Save(subscription, "customer.subscription.updated", PreviousAttributes.Of(before, subscription.Json));
    }

    private static Html Amount(long left, string currency) => PageTemplate.Render(
        "action-amount.html", ("currency", currency.ToUpperInvariant()), ("value", Money.ToInput(left, currency)));

    private static Html Choice(string name, string label, IEnumerable<string> values) => PageTemplate.Render(
        "action-choice.html",
        ("name", name),
        ("label", label),
        ("options", Html.Join(values.Select(value => PageTemplate.Render(
            "action-option.html", ("value", value), ("text", Shown.Words(value)))))));
}
