namespace Stripe;

/// <summary>Which payments paid which invoices.</summary>
public class InvoicePaymentService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/invoice_payments/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<InvoicePayment> GetAsync(
        string id,
        InvoicePaymentGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<InvoicePayment>(HttpMethod.Get, $"/v1/invoice_payments/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/invoice_payments: one page.</summary>
    public virtual Task<StripeList<InvoicePayment>> ListAsync(
        InvoicePaymentListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<InvoicePayment>>(HttpMethod.Get, "/v1/invoice_payments", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/invoice_payments, page after page.</summary>
    public virtual IAsyncEnumerable<InvoicePayment> ListAutoPagingAsync(
        InvoicePaymentListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<InvoicePayment>("/v1/invoice_payments", options, requestOptions, cancellationToken);
}
