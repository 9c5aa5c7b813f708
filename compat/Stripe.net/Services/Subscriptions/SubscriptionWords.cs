namespace Stripe;

/// <summary>When the billing cycle begins anew.</summary>
public class SubscriptionBillingCycleAnchor : StringEnum
{
    /// <summary>At the change: a new period begins.</summary>
    public static readonly SubscriptionBillingCycleAnchor Now = new("now");

    /// <summary>The running period stays.</summary>
    public static readonly SubscriptionBillingCycleAnchor Unchanged = new("unchanged");

    private SubscriptionBillingCycleAnchor(string value)
        : base(value)
    {
    }
}

/// <summary>Ends of a subscription that Stripe works out.</summary>
public class SubscriptionCancelAt : StringEnum
{
    /// <summary>With the longest of the items' periods.</summary>
    public static readonly SubscriptionCancelAt MaxPeriodEnd = new("max_period_end");

    /// <summary>With the shortest of the items' periods.</summary>
    public static readonly SubscriptionCancelAt MinPeriodEnd = new("min_period_end");

    private SubscriptionCancelAt(string value)
        : base(value)
    {
    }
}

/// <summary>Ends of a trial that Stripe works out.</summary>
public class SubscriptionTrialEnd : StringEnum
{
    /// <summary>The trial ends at once.</summary>
    public static readonly SubscriptionTrialEnd Now = new("now");

    private SubscriptionTrialEnd(string value)
        : base(value)
    {
    }
}
