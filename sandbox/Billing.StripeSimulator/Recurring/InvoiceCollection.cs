using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Finalizes invoices and collects their money.</summary>
internal static class InvoiceCollection
{
    /// <summary>Where an intent remembers the invoice that it pays.</summary>
    private const string InvoiceOfIntent = "invoice";

    /// <summary>Where an invoice remembers the intent that is to pay it.</summary>
    private const string IntentOfInvoice = "payment_intent";

    /// <summary>Finalizes a draft and charges it at once.</summary>
    public static void FinalizeAndCollect(UnitOfWork work, StripeDocument invoice)
    {
        Finalize(work, invoice);
        if (invoice.Status == "open")
        {
            Collect(work, invoice, Attempt.Scheduled);
        }
    }

    /// <summary>
    /// A draft becomes open: it has its number and pages, the customer's balance is settled, and there is an intent to pay it
    /// with. One with nothing to pay is paid at once, without an intent.
    /// </summary>
    public static void Finalize(UnitOfWork work, StripeDocument invoice)
    {
        var customer = work.Referenced("customer", invoice.Text("customer")!);
        InvoiceTotals.Write(invoice, customer.Number("balance")!.Value);
        Invoices.Open(invoice, customer, work.BaseAddress, work.Now);
        SettleBalance(work, invoice, customer);
        work.Save(invoice, "invoice.finalized");
        if (invoice.Number("amount_due") == 0)
        {
            Invoices.MarkPaid(invoice, work.Now);
            TellPaid(work, invoice);
            SubscriptionPayments.InvoicePaid(work, invoice);
            return;
        }

        var intent = PaymentIntents.CreateForInvoice(invoice.Number("amount_due")!.Value, invoice.Text("currency")!, invoice.Id, work.Now);
        intent.Json["customer"] = customer.Id;
        intent.Json["description"] = DescriptionOf(invoice);
        intent.Hidden[InvoiceOfIntent] = invoice.Id;
        invoice.Hidden[IntentOfInvoice] = intent.Id;
        work.Save(intent, "payment_intent.created");
        work.Save(Invoices.PaymentBy(invoice, intent, work.Now));
        work.Save(invoice);
    }

    /// <summary>Tries to pay an open invoice with what the subscription or the customer pays with.</summary>
    /// <returns>Why it was refused; null when it went through or asks for authentication.</returns>
    public static StripeApiException? Collect(UnitOfWork work, StripeDocument invoice, Attempt attempt) =>
        CollectWith(work, invoice, PaymentMethodOf(work, invoice), attempt);

    /// <summary>Tries to pay an open invoice with a payment method; with none the attempt fails.</summary>
    /// <returns>Why it was refused; null when it went through or asks for authentication.</returns>
    public static StripeApiException? CollectWith(
        UnitOfWork work, StripeDocument invoice, StripeDocument? paymentMethod, Attempt attempt)
    {
        var intent = IntentOf(work, invoice)!;
        if (paymentMethod is not null)
        {
            return IntentPayments.Try(work, intent, paymentMethod, Authentication.None, attempt: attempt);
        }

        IntentChanged(work, intent, attempt);
        return StripeErrors.Refused(
            "Cannot charge a customer that has no active card. Give the customer or the subscription a default payment method.",
            parameter: "payment_method");
    }

    /// <summary>Notes that an open invoice was paid in another way; the intent is not needed any more.</summary>
    public static void PayOutOfBand(UnitOfWork work, StripeDocument invoice)
    {
        if (IntentOf(work, invoice) is { } intent && IntentPayments.IsPayable(intent))
        {
            IntentPayments.Cancel(work, intent, "void_invoice");
            CancelPayment(work, invoice, intent);
        }

        Invoices.MarkPaid(invoice, work.Now);
        invoice.Json["amount_paid_off_stripe"] = invoice.Number("amount_due");
        TellPaid(work, invoice);
        SubscriptionPayments.InvoicePaid(work, invoice);
    }

    /// <summary>An invoice that was written off can still be paid.</summary>
    public static bool Reopen(StripeDocument invoice)
    {
        invoice.Json["status"] = "open";
        return true;
    }

    /// <summary>The intent that is to pay an invoice; null when there is none.</summary>
    public static StripeDocument? IntentOf(UnitOfWork work, StripeDocument invoice) =>
        invoice.Hidden[IntentOfInvoice]?.GetValue<string>() is { } id ? work.Referenced("payment_intent", id) : null;

    /// <summary>What an attempt at an intent did, by whatever way it was made, goes on to the invoice that the intent pays.</summary>
    public static void IntentChanged(UnitOfWork work, StripeDocument intent, Attempt attempt)
    {
        if (intent.Hidden[InvoiceOfIntent]?.GetValue<string>() is not { } id || work.Referenced("invoice", id) is not { Status: "open" } invoice)
        {
            return;
        }

        switch (intent.Status)
        {
            case "succeeded":
                Paid(work, invoice, intent);
                break;
            case "requires_action" or "requires_payment_method":
                Dunning.AttemptFailed(work, invoice, intent, attempt);
                break;
        }
    }

    /// <summary>The intent will not pay the invoice any more.</summary>
    public static void CancelPayment(UnitOfWork work, StripeDocument invoice, StripeDocument intent)
    {
        var payment = PaymentOf(work, invoice, intent);
        payment.Json["status"] = "canceled";
        payment.Json["status_transitions"]!["canceled_at"] = work.Now;
        work.Save(payment);
    }

    /// <summary>Tells of an invoice that was paid, or that nothing had to be paid for.</summary>
    public static void TellPaid(UnitOfWork work, StripeDocument invoice)
    {
        work.Save(invoice, "invoice.paid");
        work.Emit("invoice.payment_succeeded", invoice);
    }

    /// <summary>The payment method that an invoice is charged to; null when there is none.</summary>
    public static StripeDocument? PaymentMethodOf(UnitOfWork work, StripeDocument invoice)
    {
        var subscription = Invoices.SubscriptionOf(invoice) is { } id ? work.Referenced("subscription", id) : null;
        var method = invoice.Text("default_payment_method")
            ?? subscription?.Text("default_payment_method")
            ?? Customers.DefaultPaymentMethod(work.Referenced("customer", invoice.Text("customer")!));
        return method is null ? null : work.Referenced("payment_method", method);
    }

    private static void Paid(UnitOfWork work, StripeDocument invoice, StripeDocument intent)
    {
        invoice.Json["attempt_count"] = Math.Max(1, invoice.Number("attempt_count")!.Value);
        Invoices.MarkPaid(invoice, work.Now);
        TellPaid(work, invoice);
        var payment = PaymentOf(work, invoice, intent);
        Invoices.MarkPaid(payment, invoice, work.Now);
        work.Save(payment, "invoice_payment.paid");
        SubscriptionPayments.InvoicePaid(work, invoice);
    }

    private static StripeDocument PaymentOf(UnitOfWork work, StripeDocument invoice, StripeDocument intent) => work.All(
        new DocumentQuery("invoice_payment").Where("invoice", invoice.Id).Where("payment.payment_intent", intent.Id)).Single();

    private static void SettleBalance(UnitOfWork work, StripeDocument invoice, StripeDocument customer)
    {
        var before = customer.Number("balance")!.Value;
        invoice.Json["ending_balance"] = InvoiceTotals.EndingBalance(invoice);
        customer.Json["balance"] = InvoiceTotals.EndingBalance(invoice);
        if (customer.Number("balance") == before)
        {
            work.Save(customer);
        }
        else
        {
            work.Save(customer, "customer.updated", new JsonObject { ["balance"] = before });
        }
    }

    private static string DescriptionOf(StripeDocument invoice) => invoice.Text("billing_reason") switch
    {
        "subscription_create" => "Subscription creation",
        _ => "Subscription update",
    };
}
