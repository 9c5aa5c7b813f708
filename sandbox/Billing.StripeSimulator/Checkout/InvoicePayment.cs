using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>Payments of invoices by the customer, on the invoice's own page.</summary>
internal static class InvoicePayment
{
    /// <summary>Pays an open invoice with a card, which the customer keeps.</summary>
    /// <returns>Where the browser goes on: to the invoice, or to the bank's challenge.</returns>
    /// <exception cref="StripeApiException">402: declined. 400: the invoice is not open.</exception>
    public static string Pay(UnitOfWork work, StripeDocument invoice, TestCard card, PayerDetails payer)
    {
        var intent = PayableIntent(work, invoice);
        var customer = work.Referenced("customer", invoice.Text("customer")!);
        var paymentMethod = PaymentMethods.Create(card, payer with { Email = customer.Text("email") }, work.Now);
        work.Save(paymentMethod);
        if (!customer.IsDeleted && IntentPayments.WillSucceed(paymentMethod, Authentication.None))
        {
            CustomerCards.Attach(work, paymentMethod, customer);
        }

        IntentPayments.Attempt(work, intent, paymentMethod, Authentication.None, PageOf(invoice));
        return intent.Status == "requires_action" ? ChallengeOf(intent) : PageOf(invoice);
    }

    /// <summary>Leads to the challenge that an invoice's payment waits for, which then leads back to the invoice.</summary>
    /// <returns>Where the browser goes on.</returns>
    public static string Challenge(UnitOfWork work, StripeDocument invoice)
    {
        if (InvoiceCollection.IntentOf(work, invoice) is not { Status: "requires_action" } intent)
        {
            return PageOf(invoice);
        }

        intent.Json["next_action"]!["redirect_to_url"]!["return_url"] = PageOf(invoice);
        work.Save(intent);
        return ChallengeOf(intent);
    }

    /// <summary>The charge that paid an invoice; null when none did.</summary>
    public static StripeDocument? ChargeOf(UnitOfWork work, StripeDocument invoice) =>
        work.All(new DocumentQuery("invoice_payment").Where("invoice", invoice.Id).Where("status", "paid")) is [var payment, ..]
        && work.Referenced("payment_intent", payment.Json["payment"]!["payment_intent"]!.GetValue<string>()).Text("latest_charge") is { } charge
            ? work.Referenced("charge", charge)
            : null;

    private static StripeDocument PayableIntent(UnitOfWork work, StripeDocument invoice) =>
        invoice.Status == "open" && InvoiceCollection.IntentOf(work, invoice) is { } intent
            ? intent
            : throw StripeErrors.Refused($"This invoice is {invoice.Status}: it cannot be paid.");

    private static string PageOf(StripeDocument invoice) => invoice.Text("hosted_invoice_url")!;

    private static string ChallengeOf(StripeDocument intent) => intent.Json["next_action"]!["redirect_to_url"]!["url"]!.GetValue<string>();
}
