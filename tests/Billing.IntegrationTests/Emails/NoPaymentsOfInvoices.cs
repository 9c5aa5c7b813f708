using System.Reflection;
using Billing.Application.Abstractions;
using Billing.Domain.Invoices;

namespace Billing.IntegrationTests.Emails;

/// <summary>Stands in for Stripe where nothing but the payment of an invoice is asked for: it has none. Not sealed, as it is derived from at run time.</summary>
public class NoPaymentsOfInvoices : DispatchProxy
{
    /// <summary>One of these.</summary>
    public static IStripeGateway Create() => Create<IStripeGateway, NoPaymentsOfInvoices>();

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == nameof(IStripeGateway.FindPaymentOfInvoiceAsync)
            ? Task.FromResult(new StripeAnswer<InvoicePaymentSnapshot>(null, DateTime.UtcNow, TimeSpan.Zero))
            : throw new StripeUnreachableException("There is no Stripe.", new InvalidOperationException(targetMethod?.Name));
}
