namespace Stripe;

/// <summary>The services of the v1 API, by kind of object.</summary>
public class V1Services : Service
{
    internal V1Services(IStripeClient client)
        : base(client)
    {
        BillingPortal = new(client);
        Charges = new(client);
        Checkout = new(client);
        Coupons = new(client);
        Customers = new(client);
        Disputes = new(client);
        Events = new(client);
        InvoicePayments = new(client);
        Invoices = new(client);
        PaymentIntents = new(client);
        PaymentMethods = new(client);
        Prices = new(client);
        Products = new(client);
        PromotionCodes = new(client);
        Refunds = new(client);
        SubscriptionSchedules = new(client);
        Subscriptions = new(client);
    }

    public virtual BillingPortalService BillingPortal { get; }

    public virtual ChargeService Charges { get; }

    public virtual CheckoutService Checkout { get; }

    public virtual CouponService Coupons { get; }

    public virtual CustomerService Customers { get; }

    public virtual DisputeService Disputes { get; }

    public virtual EventService Events { get; }

    public virtual InvoicePaymentService InvoicePayments { get; }

    public virtual InvoiceService Invoices { get; }

    public virtual PaymentIntentService PaymentIntents { get; }

    public virtual PaymentMethodService PaymentMethods { get; }

    public virtual PriceService Prices { get; }

    public virtual ProductService Products { get; }

    public virtual PromotionCodeService PromotionCodes { get; }

    public virtual RefundService Refunds { get; }

    public virtual SubscriptionScheduleService SubscriptionSchedules { get; }

    public virtual SubscriptionService Subscriptions { get; }
}

/// <summary>What belongs to Checkout.</summary>
public class CheckoutService : Service
{
    internal CheckoutService(IStripeClient client)
        : base(client) => Sessions = new(client);

    /// <summary>Hosted checkout pages.</summary>
    public virtual Checkout.SessionService Sessions { get; }
}

/// <summary>What belongs to the billing portal.</summary>
public class BillingPortalService : Service
{
    internal BillingPortalService(IStripeClient client)
        : base(client) => Sessions = new(client);

    /// <summary>Hosted pages where customers manage billing.</summary>
    public virtual BillingPortal.SessionService Sessions { get; }
}
