using Billing.Application.Abstractions;
using Billing.Application.Errors;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Billing.Application.Accounts;

/// <summary>Everything that is kept about the signed-in user. The lists are read while they are written out, so that none is held whole.</summary>
public sealed record ExportAccount : IRequest<AccountExport>;

internal sealed class ExportAccountHandler(ICurrentUser user, IPersonalRecords records, IBillingDbContext db, TimeProvider time)
    : IRequestHandler<ExportAccount, AccountExport>
{
    public async Task<AccountExport> Handle(ExportAccount request, CancellationToken cancellationToken) => new(
        time.GetUtcNow().UtcDateTime,
        await records.FindAccountAsync(user.Id, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.Unauthenticated, "account_closed", "This account is closed."),
        Customers(user.Id),
        Subscriptions(user.Id),
        Payments(user.Id),
        Invoices(user.Id),
        Refunds(user.Id),
        Disputes(user.Id),
        Checkouts(user.Id),
        Emails(user.Id),
        records.Sessions(user.Id));

    private IAsyncEnumerable<ExportedCustomer> Customers(Guid id) => db.Customers.AsNoTracking()
        .Where(c => c.UserId == id)
        .OrderBy(c => c.CreatedAt)
        .Select(c => new ExportedCustomer(c.StripeCustomerId, c.Email, c.Name, c.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedSubscription> Subscriptions(Guid id) => db.Subscriptions.AsNoTracking()
        .Where(s => s.UserId == id)
        .OrderBy(s => s.CreatedAt)
        .Select(s => new ExportedSubscription(
            s.Id, s.StripeSubscriptionId, db.Plans.Where(p => p.Id == s.PlanId).Select(p => p.Code).FirstOrDefault(), s.Status, s.Quantity,
            s.CurrentPeriodStart, s.CurrentPeriodEnd, s.TrialEnd, s.EndsAt, s.CanceledAt, s.EndedAt,
            s.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedPayment> Payments(Guid id) => db.Payments.AsNoTracking()
        .Where(p => p.UserId == id)
        .OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
        .Select(p => new ExportedPayment(
            p.Id, p.StripePaymentIntentId, p.StripeInvoiceId, p.AmountCents, p.AmountRefundedCents, p.Currency, p.Status, p.PaymentMethod,
            p.PaymentMethodLast4, p.Description, p.FailureReason, p.Metadata, p.PaidAt, p.RefundedAt, p.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedInvoice> Invoices(Guid id) => db.Invoices.AsNoTracking()
        .Where(i => i.UserId == id)
        .OrderBy(i => i.CreatedAt).ThenBy(i => i.Id)
        .Select(i => new ExportedInvoice(
            i.Id, i.StripeInvoiceId, i.Number, i.Status, i.Description, i.Currency, i.TotalCents, i.AmountPaidCents, i.HostedInvoiceUrl, i.PaidAt,
            i.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedRefund> Refunds(Guid id) => db.Refunds.AsNoTracking()
        .Where(r => r.UserId == id && r.StripeRefundId != null)
        .OrderBy(r => r.CreatedAt)
        .Select(r => new ExportedRefund(r.StripeRefundId!, r.StripePaymentIntentId, r.AmountCents, r.Currency, r.Status, r.Reason, r.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedDispute> Disputes(Guid id) => db.Disputes.AsNoTracking()
        .Where(d => d.UserId == id)
        .OrderBy(d => d.CreatedAt)
        .Select(d => new ExportedDispute(d.StripeDisputeId, d.StripePaymentIntentId, d.AmountCents, d.Currency, d.Status, d.Reason, d.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedCheckout> Checkouts(Guid id) => db.CheckoutSessions.AsNoTracking()
        .Where(s => s.UserId == id)
        .OrderBy(s => s.CreatedAt)
        .Select(s => new ExportedCheckout(s.StripeSessionId, s.StripePriceId, s.Quantity, s.Status, s.CreatedAt))
        .AsAsyncEnumerable();

    private IAsyncEnumerable<ExportedEmail> Emails(Guid id) => db.EmailMessages.AsNoTracking()
        .Where(m => m.UserId == id && !m.IsDropped)
        .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id)
        .Select(m => new ExportedEmail(m.Kind, m.SubjectId, m.CreatedAt, m.SentAt))
        .AsAsyncEnumerable();
}
