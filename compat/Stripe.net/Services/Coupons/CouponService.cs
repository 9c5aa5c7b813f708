namespace Stripe;

/// <summary>Coupons.</summary>
public class CouponService(IStripeClient client) : Service(client)
{
    /// <summary>GET /v1/coupons/{id}. An empty id is not refused here: guard ids.</summary>
    public virtual Task<Coupon> GetAsync(
        string id,
        CouponGetOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<Coupon>(HttpMethod.Get, $"/v1/coupons/{Segment(id)}", options, requestOptions, cancellationToken);

    /// <summary>GET /v1/coupons: one page.</summary>
    public virtual Task<StripeList<Coupon>> ListAsync(
        CouponListOptions options = null,
        RequestOptions requestOptions = null,
        CancellationToken cancellationToken = default) =>
        RequestAsync<StripeList<Coupon>>(HttpMethod.Get, "/v1/coupons", options, requestOptions, cancellationToken);
}
