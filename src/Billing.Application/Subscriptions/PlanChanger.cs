using Billing.Application.Abstractions;
using Billing.Application.Behaviours;
using Billing.Application.Errors;
using Billing.Application.Options;
using Billing.Domain.Subscriptions;
using Microsoft.Extensions.Options;

namespace Billing.Application.Subscriptions;

/// <summary>Makes a subscription what it is to become: at once, or planned for the end of its period.</summary>
public sealed class PlanChanger(
    IBillingDbContext db,
    IStripeSubscriptions stripe,
    PendingChanges pending,
    IdempotentOperation operation,
    SubscriptionInspection inspection,
    IBillingClock clock,
    TimeProvider time,
    IOptions<BillingOptions> options)
{
    /// <summary>How long a preview counts: one chosen freely would make upgrades cheap and credits large.</summary>
    private static readonly TimeSpan PreviewLifetime = TimeSpan.FromHours(1);

    /// <summary>A clock may be a little ahead of Stripe's.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>When the change takes effect. In a trial nothing is paid for yet that could be used up first.</summary>
    public ChangeMoment MomentOf(PlanTarget target) =>
        target.IsDowngrade && target.Subscription.Status != SubscriptionStatus.Trialing && options.Value.DowngradeAt == BillingOptions.DowngradeAtPeriodEnd
            ? ChangeMoment.PeriodEnd
            : ChangeMoment.Now;

    /// <summary>Makes the change; what was pending before falls away.</summary>
    /// <param name="target">What the subscription is to become.</param>
    /// <param name="prorationDate">The moment that the preview was reckoned for (UTC); null for now.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="BillingException">
    /// <c>preview_expired</c>; <c>payment_declined</c> or <c>confirmation_needed</c>: the change waits for its payment.
    /// </exception>
    /// <exception cref="StripeRefusedException">Stripe does not make the change.</exception>
    /// <exception cref="StripeUnreachableException">Stripe did not answer; calling again with the same operation is safe.</exception>
    public async Task ApplyAsync(PlanTarget target, DateTime? prorationDate, CancellationToken cancellationToken)
    {
        EnsureRecent(prorationDate, target.Subscription);
        if (MomentOf(target) == ChangeMoment.PeriodEnd)
        {
            await PlanAsync(target, cancellationToken);
        }
        else
        {
            await ChangeAsync(target, prorationDate, cancellationToken);
        }
    }

    /// <summary>Passes when no change of the subscription waits for its payment.</summary>
    /// <exception cref="BillingException"><c>payment_declined</c> or <c>confirmation_needed</c>, with the page to pay at.</exception>
    public async Task EnsurePaidAsync(UserSubscription row, CancellationToken cancellationToken)
    {
        if (row.PendingUpdate is not null)
        {
            throw Unpaid(await OpenInvoices.LatestAsync(db, row, cancellationToken));
        }
    }

    /// <summary>The refusal of something that is not paid.</summary>
    internal static BillingException Unpaid(OpenInvoice? invoice) => invoice is { NeedsConfirmation: true }
        ? Unpaid("confirmation_needed", "Your bank asks you to confirm the payment. Nothing changes until you have.", invoice)
        : Unpaid(
            "payment_declined",
            "The payment did not go through, and nothing has changed. Pay the open invoice to make the change, with another card if need be.",
            invoice);

    private static BillingException Unpaid(string code, string message, OpenInvoice? invoice) =>
        new(BillingErrorKind.PaymentDeclined, code, message) { Url = invoice?.HostedInvoiceUrl };

    private async Task ChangeAsync(PlanTarget target, DateTime? prorationDate, CancellationToken cancellationToken)
    {
        UserSubscription before = target.Subscription;
        if (!operation.IsRepeated || !target.Awaits)
        {
            await pending.DropAsync(before, operation.Id, cancellationToken);
        }

        await KeyInUse.RetryAsync(ct => stripe.ChangeAsync(target.Change(prorationDate), $"plan:{operation.Id}", ct), time, cancellationToken);
        UserSubscription changed = await inspection.LookAsync(before.StripeSubscriptionId, cancellationToken);
        await EnsurePaidAsync(changed, cancellationToken);
        if (!(target with { Subscription = changed }).IsSame)
        {
            // Stripe has repeated the answer to an earlier try, whose change was given up because nobody paid.
            throw new BillingException(BillingErrorKind.Conflict, "change_given_up", "The change was given up unpaid. Make it again.");
        }
    }

    /// <summary>A schedule that is there is used again: Stripe has one for each subscription.</summary>
    private async Task PlanAsync(PlanTarget target, CancellationToken cancellationToken)
    {
        UserSubscription row = target.Subscription;
        await pending.DropUnpaidAsync(row, operation.Id, cancellationToken);
        string schedule = row.StripeScheduleId ?? await KeyInUse.RetryAsync(
            ct => stripe.CreateScheduleAsync(row.StripeSubscriptionId, $"schedule:{operation.Id}", ct), time, cancellationToken);
        var next = new PlannedPhase(target.Price.StripePriceId, target.Quantity, row.CurrentPeriodEnd);
        await KeyInUse.RetryAsync(ct => stripe.PlanNextPhaseAsync(schedule, next, $"phase:{operation.Id}", ct), time, cancellationToken);
        await inspection.LookAsync(row.StripeSubscriptionId, cancellationToken);
    }

    private void EnsureRecent(DateTime? prorationDate, UserSubscription row)
    {
        if (prorationDate is { } date
            && (date < clock.UtcNow - PreviewLifetime || date > clock.UtcNow + ClockSkew || date < row.CurrentPeriodStart))
        {
            throw new BillingException(
                BillingErrorKind.Invalid, "preview_expired", "The preview is out of date. Look at what the change costs now, and send its proration_date.")
            {
                Field = "proration_date",
            };
        }
    }
}
