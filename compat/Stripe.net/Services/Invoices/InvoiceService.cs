namespace Stripe;

/// <summary>Invoices.</summary>
public class InvoiceService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/invoices/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Invoice> GetAsync(
        string id,
        InvoiceGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Invoice>(HttpMethod.Get, $"/v1/invoices/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/invoices: one page.</summary>
    public virtual Task<StripeList<Invoice>> ListAsync(
        InvoiceListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Invoice>>(HttpMethod.Get, "/v1/invoices", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/invoices, page after page.</summary>
    public virtual IAsyncEnumerable<Invoice> ListAutoPagingAsync(
        InvoiceListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<Invoice>("/v1/invoices", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/invoices/create_preview: what an invoice would be, without making it.</summary>
    public virtual Task<Invoice> CreatePreviewAsync(
        InvoiceCreatePreviewOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Invoice>(HttpMethod.Post, "/v1/invoices/create_preview", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/invoices/{id}/finalize: a draft becomes open.</summary>
    public virtual Task<Invoice> FinalizeInvoiceAsync(
        string id,
        InvoiceFinalizeOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Invoice>(HttpMethod.Post, $"/v1/invoices/{Segment(id)}/finalize", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/invoices/{id}/pay: an attempt now, outside of the retries. A declined one throws.</summary>
    public virtual Task<Invoice> PayAsync(
        string id,
        InvoicePayOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Invoice>(HttpMethod.Post, $"/v1/invoices/{Segment(id)}/pay", options, requestOptions, cancellationToken);

    /// <summary>POST /v1/invoices/{id}/void: nobody has to pay it any more.</summary>
    public virtual Task<Invoice> VoidInvoiceAsync(
        string id,
        InvoiceVoidOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Invoice>(HttpMethod.Post, $"/v1/invoices/{Segment(id)}/void", options, requestOptions, cancellationToken);
}
