namespace Stripe.Checkout;

/// <summary>The lines of checkout sessions.</summary>
public class SessionLineItemService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/checkout/sessions/{id}/line_items: one page.</summary>
    public virtual Task<StripeList<LineItem>> ListAsync(
        string parentId,
        SessionLineItemListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<LineItem>>(HttpMethod.Get, $"/v1/checkout/sessions/{Segment(parentId)}/line_items", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/checkout/sessions/{id}/line_items, page after page.</summary>
    public virtual IAsyncEnumerable<LineItem> ListAutoPagingAsync(
        string parentId,
        SessionLineItemListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        AutoPagingAsync<LineItem>($"/v1/checkout/sessions/{Segment(parentId)}/line_items", options, requestOptions, cancellationToken);
}
