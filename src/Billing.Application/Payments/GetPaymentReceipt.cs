using AutoMapper;
using AutoMapper.QueryableExtensions;
using Billing.Application.Abstractions;
using Billing.Application.Errors;
using Billing.Application.Invoices;
using Billing.Application.Options;
using Billing.Domain.Disputes;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Billing.Application.Payments;

/// <summary>One payment with everything that a receipt says.</summary>
/// <param name="Id">Our id of the payment.</param>
public sealed record GetPaymentReceipt(Guid Id) : IRequest<PaymentReceipt>;

/// <summary>A payment and what its receipt says besides. Amounts are in minor units of the currency.</summary>
/// <param name="Id">Our id.</param>
/// <param name="AmountCents">The amount asked for.</param>
/// <param name="AmountRefundedCents">What was paid back so far.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="Status">What the payment is to its user.</param>
/// <param name="PaymentMethod">The card's brand, or the kind of payment method.</param>
/// <param name="PaymentMethodLast4">The last four digits of the card or account.</param>
/// <param name="Description">What it was for.</param>
/// <param name="FailureReason">Why the latest attempt failed; null when it is paid or none failed.</param>
/// <param name="PaidAt">When it was paid (UTC).</param>
/// <param name="RefundedAt">When the first money went back (UTC).</param>
/// <param name="CreatedAt">When it was begun (UTC).</param>
/// <param name="DiscountCents">What discounts took off; the amount is what was left to pay.</param>
/// <param name="DisputeStatus">How it stands with the payer's bank; null while nobody questions it.</param>
/// <param name="ReceiptUrl">Stripe's receipt page; null before it is paid.</param>
/// <param name="StripePaymentIntentId">Stripe's id of the intent.</param>
/// <param name="ReceiptNumber">The number on the receipt: the invoice's own where there is one.</param>
/// <param name="Invoice">The invoice it pays; null for a one-time payment.</param>
/// <param name="Refunds">What went back, oldest first.</param>
/// <param name="Seller">Who was paid.</param>
/// <param name="Payer">Who paid.</param>
public sealed record PaymentReceipt(
    Guid Id,
    long AmountCents,
    long AmountRefundedCents,
    string Currency,
    PaymentStatus Status,
    string? PaymentMethod,
    string? PaymentMethodLast4,
    string? Description,
    string? FailureReason,
    DateTime? PaidAt,
    DateTime? RefundedAt,
    DateTime CreatedAt,
    long DiscountCents,
    DisputeStanding? DisputeStatus,
    string? ReceiptUrl,
    string StripePaymentIntentId,
    string ReceiptNumber,
    InvoiceDetails? Invoice,
    IReadOnlyList<ReceiptRefund> Refunds,
    SellerDetails Seller,
    PayerDetails Payer);

/// <summary>Money that went back.</summary>
/// <param name="AmountCents">The amount, in minor units of the payment's currency.</param>
/// <param name="Status">How it stands; the money of a failed or canceled one did not go back.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
public sealed record ReceiptRefund(long AmountCents, RefundStatus Status, DateTime CreatedAt);

/// <summary>Who sells, as the configuration says (<c>Billing:Seller</c>).</summary>
/// <param name="Name">The name, of the company most often.</param>
/// <param name="AddressLines">The address, line by line; empty when none is configured.</param>
/// <param name="TaxId">The tax number as it is to be printed.</param>
/// <param name="Email">Where to write to.</param>
/// <param name="Website">The site's address.</param>
public sealed record SellerDetails(string Name, IReadOnlyList<string> AddressLines, string? TaxId, string? Email, string? Website);

/// <summary>Who paid.</summary>
/// <param name="Name">The name; null when none is known.</param>
/// <param name="Email">The address.</param>
public sealed record PayerDetails(string? Name, string Email);

internal sealed class GetPaymentReceiptHandler(
    ICurrentUser user, IUserDirectory users, IBillingDbContext db, IMapper mapper, IOptions<BillingOptions> options)
    : IRequestHandler<GetPaymentReceipt, PaymentReceipt>
{
    public async Task<PaymentReceipt> Handle(GetPaymentReceipt request, CancellationToken cancellationToken)
    {
        PaymentTransaction p = await db.Payments.AsNoTracking()
            .SingleOrDefaultAsync(p => p.Id == request.Id && p.UserId == user.Id, cancellationToken)
            ?? throw new BillingException(BillingErrorKind.NotFound, "payment_not_found", "You have no such payment.");
        InvoiceDetails? invoice = await InvoiceAsync(p, cancellationToken);
        UserContact? payer = await users.FindAsync(user.Id, cancellationToken);
        return new PaymentReceipt(
            p.Id,
            p.AmountCents,
            p.AmountRefundedCents,
            p.Currency,
            p.Status,
            p.PaymentMethod,
            p.PaymentMethodLast4,
            p.Description,
            p.FailureReason,
            p.PaidAt,
            p.RefundedAt,
            p.CreatedAt,
            p.DiscountCents,
            p.DisputeStatus,
            p.ReceiptUrl,
            p.StripePaymentIntentId,
            invoice?.Number ?? p.ReceiptNumber,
            invoice,
            await RefundsAsync(p, cancellationToken),
            Seller(),
            new PayerDetails(payer?.Name, payer?.Email ?? ""));
    }

    private async Task<InvoiceDetails?> InvoiceAsync(PaymentTransaction payment, CancellationToken cancellationToken) =>
        payment.StripeInvoiceId is not { } invoice ? null : await db.Invoices.AsNoTracking()
            .Where(i => i.StripeInvoiceId == invoice && i.UserId == user.Id)
            .ProjectTo<InvoiceDetails>(mapper.ConfigurationProvider)
            .SingleOrDefaultAsync(cancellationToken);

    /// <summary>One that Stripe has not answered for may never come to be.</summary>
    private async Task<List<ReceiptRefund>> RefundsAsync(PaymentTransaction payment, CancellationToken cancellationToken) =>
        await db.Refunds.AsNoTracking()
            .Where(r => r.StripePaymentIntentId == payment.StripePaymentIntentId && r.StripeRefundId != null)
            .OrderBy(r => r.CreatedAt).ThenBy(r => r.StripeRefundId)
            .Select(r => new ReceiptRefund(r.AmountCents, r.Status, r.CreatedAt))
            .ToListAsync(cancellationToken);

    private SellerDetails Seller()
    {
        SellerOptions seller = options.Value.Seller;
        return new SellerDetails(seller.Name ?? options.Value.ProductName, [.. seller.AddressLines], seller.TaxId, seller.Email, seller.Website);
    }
}
