using AutoMapper;
using Billing.Domain.Invoices;

namespace Billing.Application.Invoices;

/// <summary>An invoice as its user sees it. Amounts are in minor units of the currency; Stripe has added them up.</summary>
/// <param name="Id">Our id.</param>
/// <param name="Number">The number on the invoice.</param>
/// <param name="Status">Open, paid, uncollectible or void; drafts are not shown.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Currency">Lowercase ISO 4217 code.</param>
/// <param name="SubtotalCents">The sum of the lines before discounts and tax.</param>
/// <param name="DiscountCents">What discounts took off.</param>
/// <param name="TaxCents">The taxes, whether added to the lines or contained in them.</param>
/// <param name="TotalCents">The total after discounts and tax; negative when it gives credit.</param>
/// <param name="AmountDueCents">What was to be paid after credit.</param>
/// <param name="AmountPaidCents">What was paid.</param>
/// <param name="HostedInvoiceUrl">Stripe's page on which it can be seen and paid.</param>
/// <param name="InvoicePdf">Stripe's PDF.</param>
/// <param name="CreatedAt">When it was made (UTC).</param>
/// <param name="PaidAt">When it was paid (UTC); null until then.</param>
/// <param name="NextPaymentAttempt">When Stripe tries to collect it next (UTC); null when it does not.</param>
/// <param name="AttemptCount">How often Stripe has tried to collect it.</param>
public sealed record InvoiceDetails(
    Guid Id,
    string? Number,
    InvoiceStatus Status,
    string? Description,
    string Currency,
    long SubtotalCents,
    long DiscountCents,
    long TaxCents,
    long TotalCents,
    long AmountDueCents,
    long AmountPaidCents,
    string? HostedInvoiceUrl,
    string? InvoicePdf,
    DateTime CreatedAt,
    DateTime? PaidAt,
    DateTime? NextPaymentAttempt,
    long AttemptCount)
{
    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Invoice, InvoiceDetails>();
    }
}
