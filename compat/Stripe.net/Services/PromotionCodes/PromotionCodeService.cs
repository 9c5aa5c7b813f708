namespace Stripe;

/// <summary>Promotion codes.</summary>
public class PromotionCodeService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/promotion_codes/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<PromotionCode> GetAsync(
        string id,
        PromotionCodeGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<PromotionCode>(HttpMethod.Get, $"/v1/promotion_codes/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/promotion_codes: one page.</summary>
    public virtual Task<StripeList<PromotionCode>> ListAsync(
        PromotionCodeListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<PromotionCode>>(HttpMethod.Get, "/v1/promotion_codes", options, requestOptions, cancellationToken);
}
