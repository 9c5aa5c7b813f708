using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;
using Billing.StripeSimulator.Time;

namespace Billing.StripeSimulator.Recurring;

/// <summary>
/// Tells of an invoice some days before it is made, that of the end of a trial too (https://docs.stripe.com/api/events/types, invoice.upcoming).
/// How many days is a setting of the account; a period that is shorter is told of as it begins.
/// </summary>
internal static class UpcomingInvoices
{
    /// <summary>Where a subscription keeps the end of the period whose next invoice was told of.</summary>
    private const string Announced = "upcoming_announced";

    /// <summary>When the next invoice is told of; null when it was, or there is none to come.</summary>
    /// <param name="subscription">The subscription.</param>
    /// <param name="days">How many days before; 0 for not at all.</param>
    public static DueMoment? AnnouncementOf(StripeDocument subscription, int days)
    {
        var period = Subscriptions.PeriodOf(subscription);
        var isSilent = days == 0 || subscription.Status is not ("trialing" or "active" or "past_due") || subscription.Number("cancel_at") <= period.End;
        return isSilent || subscription.Hidden[Announced]?.GetValue<long>() == period.End
            ? null
            : new DueMoment(Math.Max(period.Start, period.End - (days * 24L * 60 * 60)), "The next invoice is announced");
    }

    /// <summary>Tells of it. Stripe gives such an invoice no id.</summary>
    public static void Announce(UnitOfWork work, StripeDocument subscription)
    {
        subscription.Hidden[Announced] = Subscriptions.PeriodOf(subscription).End;
        work.Save(subscription);
        var invoice = InvoicePreview.Of(work, subscription, null);
        invoice.Remove("id");
        work.Emit("invoice.upcoming", new StripeDocument("invoice", "", invoice, []));
    }
}
