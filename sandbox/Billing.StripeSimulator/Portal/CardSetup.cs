using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Portal;

/// <summary>
/// Adds cards in the portal, with a setup intent as Stripe does. The card becomes the one that invoices are charged to; a
/// subscription that has a payment method of its own keeps it, unless the card is added for it.
/// </summary>
internal static class CardSetup
{
    private const string ForSubscription = "subscription";

    /// <summary>Saves a card, or asks its bank first.</summary>
    /// <param name="visit">Whose card it is.</param>
    /// <param name="subscription">The subscription that is to be charged to it, or null.</param>
    /// <param name="card">The card.</param>
    /// <param name="payer">Name and expiry as they were typed.</param>
    /// <returns>The setup intent that waits for the bank's challenge; null when the card is saved.</returns>
    /// <exception cref="StripeApiException">402: the card is declined.</exception>
    public static StripeDocument? Begin(PortalVisit visit, StripeDocument? subscription, TestCard card, PayerDetails payer)
    {
        var (work, customer) = (visit.Work, visit.Customer);
        var paymentMethod = PaymentMethods.Create(card, payer with { Email = customer.Text("email") }, work.Now);
        work.Save(paymentMethod);
        if (card.Behavior is CardBehavior.RequiresAuthentication or CardBehavior.AlwaysRequiresAuthentication)
        {
            var challenged = SetupIntents.Challenged(customer, paymentMethod, id => $"{work.BaseAddress}{visit.Path}/cards/{id}", work.Now);
            challenged.Hidden[ForSubscription] = subscription?.Id;
            work.Save(challenged, "setup_intent.created");
            work.Emit("setup_intent.requires_action", challenged);
            return challenged;
        }

        var intent = SetupIntents.Succeeded(customer, paymentMethod, work.Now);
        work.Save(intent, "setup_intent.created");
        CustomerCards.Attach(work, paymentMethod, customer);
        Save(visit, intent, paymentMethod, subscription);
        return null;
    }

    /// <summary>The setup intent of this customer that waits for an answer; null when there is none of this id.</summary>
    public static StripeDocument? FindChallenged(PortalVisit visit, string id) =>
        visit.Work.Find("setup_intent", id) is { Status: "requires_action" } intent && intent.Text("customer") == visit.Customer.Id ? intent : null;

    /// <summary>The bank's challenge was answered: the card is saved, or it is not.</summary>
    /// <returns>The subscription that the card is for; null when it is for none.</returns>
    public static StripeDocument? Answer(PortalVisit visit, StripeDocument intent, bool isConfirmed)
    {
        var paymentMethod = visit.Work.Referenced("payment_method", intent.Text("payment_method")!);
        var subscription = visit.Subscription(intent.Hidden[ForSubscription]?.GetValue<string>());
        if (!isConfirmed)
        {
            SetupIntents.Fail(intent, CardErrors.FailedAuthentication(paymentMethod));
            visit.Work.Save(intent, "setup_intent.setup_failed");
            return subscription;
        }

        SetupIntents.Confirm(intent);
        CustomerCards.Attach(visit.Work, paymentMethod, visit.Customer);
        Save(visit, intent, paymentMethod, subscription);
        return subscription;
    }

    private static void Save(PortalVisit visit, StripeDocument intent, StripeDocument paymentMethod, StripeDocument? subscription)
    {
        visit.Work.Save(intent, "setup_intent.succeeded");
        PortalActions.MakeDefault(visit.Work, visit.Customer, paymentMethod);
        if (subscription is not null)
        {
            PortalActions.ChargeTo(visit.Work, subscription, paymentMethod);
        }
    }
}
