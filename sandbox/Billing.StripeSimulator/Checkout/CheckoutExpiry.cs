using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Checkout;

/// <summary>Ends sessions that were not paid: by request, or when their time is over.</summary>
internal static class CheckoutExpiry
{
    /// <summary>When an open session ends by itself; null for one that is over.</summary>
    public static DueMoment? DueOf(StripeDocument session) =>
        session.Status == "open" ? new DueMoment(session.Number("expires_at")!.Value, "A checkout expires") : null;

    /// <summary>Ends an open session, with the intent of its declined attempts.</summary>
    /// <exception cref="StripeApiException">400: the session is not open.</exception>
    public static void Expire(UnitOfWork work, StripeDocument session)
    {
        if (session.Status != "open")
        {
            throw StripeErrors.Refused($"Only open checkout sessions can be expired. This one is {session.Status}.");
        }

        CheckoutSessions.Close(session, "expired");
        if (CheckoutPayment.IntentOf(work, session) is { } intent)
        {
            IntentPayments.Cancel(work, intent, "expired");
        }

        work.Save(session, "checkout.session.expired");
    }
}
