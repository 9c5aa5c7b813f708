using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Api;

/// <summary>/v1/invoices and /v1/invoice_payments. Invoices come from subscriptions.</summary>
internal static class InvoicesApi
{
    private const string Details = "subscription_details";

    /// <summary>Maps the endpoints.</summary>
    public static void Map(ApiRoutes routes)
    {
        routes.Get("/v1/invoices", List, ["customer", "subscription", "status", "collection_method", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Post(
            "/v1/invoices/create_preview",
            Preview,
            [
                "customer", "subscription", "preview_mode", Details + "[cancel_now]", Details + "[cancel_at_period_end]",
                .. ItemParameters.Names.Select(name => ItemParameters.Name(Details, name)),
            ]);
        routes.Get("/v1/invoices/{id}", call => call.Target("invoice").Json);
        routes.Post("/v1/invoices/{id}/pay", Pay, "payment_method", "off_session", "paid_out_of_band");
        routes.Post("/v1/invoices/{id}/finalize", Finalize, "auto_advance");
        routes.Post("/v1/invoices/{id}/void", call => Change(call, InvoiceVoid.Void));
        routes.Post("/v1/invoices/{id}/mark_uncollectible", call => Change(call, InvoiceVoid.MarkUncollectible));
        routes.Get(
            "/v1/invoice_payments",
            ListPayments,
            ["invoice", "status", "payment[type]", "payment[payment_intent]", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/invoice_payments/{id}", call => call.Target("invoice_payment").Json);
        routes.Get("/v1/invoiceitems", ListItems, ["customer", "invoice", "pending", .. ListPage.Parameters, .. ListPage.Created]);
        routes.Get("/v1/invoiceitems/{id}", call => call.Target("invoiceitem").Json);
    }

    private static JsonObject List(ApiCall call) => ListPage.Of(
        call,
        new DocumentQuery("invoice")
            .Where("customer", call.Parameters.Text("customer"))
            .Where("parent.subscription_details.subscription", call.Parameters.Text("subscription"))
            .Where("status", call.Parameters.Text("status"))
            .Where("collection_method", call.Parameters.Text("collection_method"))
            .WhereCreated(call.Parameters));

    private static JsonObject Preview(ApiCall call)
    {
        var subscription = call.RequiredReference("subscription", "subscription");
        call.Work.FollowClockOf(subscription);
        if (call.Parameters.OneOf("preview_mode", "next", "recurring") == "recurring")
        {
            throw StripeErrors.Invalid("preview_mode", "The simulator previews the next invoice only.");
        }

        if (call.Parameters.Boolean(Details + "[cancel_now]") is true)
        {
            return InvoicePreview.OfCancellation(
                call.Work,
                subscription,
                ItemParameters.ProrationBehavior(call.Parameters, Details) != "none",
                call.Parameters.Integer(Details + "[proration_date]") ?? call.Work.Now);
        }

        if (call.Parameters.Boolean(Details + "[cancel_at_period_end]") is true)
        {
            throw StripeErrors.NoUpcomingInvoice(subscription.Text("customer")!);
        }

        var change = ItemParameters.HasChange(call.Parameters, Details) ? ItemParameters.Read(call, Details) : null;
        return InvoicePreview.Of(call.Work, subscription, change);
    }

    private static JsonObject Pay(ApiCall call)
    {
        var invoice = Open(call);
        if (call.Parameters.Boolean("paid_out_of_band") is true)
        {
            InvoiceCollection.PayOutOfBand(call.Work, invoice);
            return invoice.Json;
        }

        var paymentMethod = call.Parameters.Text("payment_method") is { } id
            ? CustomerCards.Resolve(call.Work, id, "payment_method")
            : InvoiceCollection.PaymentMethodOf(call.Work, invoice);
        var attempt = call.Parameters.Boolean("off_session") is false ? Attempt.OnSession : Attempt.OffSession;
        var refusal = InvoiceCollection.CollectWith(call.Work, invoice, paymentMethod, attempt);
        return refusal is not null ? throw refusal
            : invoice.Status == "open" && InvoiceCollection.IntentOf(call.Work, invoice) is { Status: "requires_action" } intent
            ? throw CardErrors.InvoiceRequiresAction(intent)
            : invoice.Json;
    }

    private static JsonObject Finalize(ApiCall call)
    {
        var invoice = call.Target("invoice");
        call.Work.FollowClockOf(invoice);
        if (invoice.Status != "draft")
        {
            throw StripeErrors.Refused("This invoice is already finalized, you can't re-finalize a non-draft invoice.", "invoice_not_editable");
        }

        invoice.Json["auto_advance"] = call.Parameters.Boolean("auto_advance") ?? invoice.Flag("auto_advance");
        invoice.Json["next_payment_attempt"] = invoice.Flag("auto_advance") ? call.Work.Now + InvoiceDrafts.SecondsUntilFinalized : null;
        InvoiceCollection.Finalize(call.Work, invoice);
        return invoice.Json;
    }

    private static StripeDocument Open(ApiCall call)
    {
        var invoice = call.Target("invoice");
        call.Work.FollowClockOf(invoice);
        if (invoice.Status == "draft")
        {
            InvoiceCollection.Finalize(call.Work, invoice);
        }

        return invoice.Status == "open" || (invoice.Status == "uncollectible" && InvoiceCollection.Reopen(invoice)) ? invoice
            : throw (invoice.Status == "paid"
                ? StripeErrors.Refused("Invoice is already paid", "invoice_already_paid")
                : StripeErrors.Refused($"This invoice is {invoice.Status}: it cannot be paid."));
    }

    private static JsonObject Change(ApiCall call, Action<UnitOfWork, StripeDocument> change)
    {
        var invoice = call.Target("invoice");
        call.Work.FollowClockOf(invoice);
        change(call.Work, invoice);
        return invoice.Json;
    }

    private static JsonObject ListPayments(ApiCall call)
    {
        if (call.Parameters.Has("payment"))
        {
            call.Parameters.RequiredText("payment[type]");
        }

        return ListPage.Of(
            call,
            new DocumentQuery("invoice_payment")
                .Where("invoice", call.Parameters.Text("invoice"))
                .Where("payment.type", call.Parameters.Text("payment[type]"))
                .Where("payment.payment_intent", call.Parameters.Text("payment[payment_intent]"))
                .Where("status", call.Parameters.Text("status"))
                .WhereCreated(call.Parameters));
    }

    private static JsonObject ListItems(ApiCall call)
    {
        var query = new DocumentQuery("invoiceitem")
            .Where("customer", call.Parameters.Text("customer"))
            .Where("invoice", call.Parameters.Text("invoice"))
            .WhereCreated(call.Parameters);
        return ListPage.Of(call, call.Parameters.Boolean("pending") switch
        {
            true => query.WhereNull("invoice"),
            _ => query,
        });
    }
}
