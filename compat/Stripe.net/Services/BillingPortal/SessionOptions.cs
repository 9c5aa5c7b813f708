using System.Text.Json.Serialization;

namespace Stripe.BillingPortal;

/// <summary>Parameters of <see cref="SessionService.CreateAsync"/>.</summary>
public class SessionCreateOptions : BaseOptions
{
    [JsonPropertyName("configuration")]
    public string Configuration { get; set; }

    [JsonPropertyName("customer")]
    public string Customer { get; set; }

    /// <summary>Opens the page for one thing only.</summary>
    [JsonPropertyName("flow_data")]
    public SessionFlowDataOptions FlowData { get; set; }

    /// <summary>Language tag; auto or null follows the browser.</summary>
    [JsonPropertyName("locale")]
    public string Locale { get; set; }

    [JsonPropertyName("return_url")]
    public string ReturnUrl { get; set; }
}

/// <summary>The one thing the page is opened for.</summary>
public class SessionFlowDataOptions : INestedOptions
{
    [JsonPropertyName("after_completion")]
    public SessionFlowDataAfterCompletionOptions AfterCompletion { get; set; }

    /// <summary>Required by the type subscription_cancel.</summary>
    [JsonPropertyName("subscription_cancel")]
    public SessionFlowDataSubscriptionCancelOptions SubscriptionCancel { get; set; }

    /// <summary>payment_method_update, subscription_cancel, subscription_update or subscription_update_confirm.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>Where the page leads when it is done.</summary>
public class SessionFlowDataAfterCompletionOptions : INestedOptions
{
    /// <summary>Required by the type redirect.</summary>
    [JsonPropertyName("redirect")]
    public SessionFlowDataAfterCompletionRedirectOptions Redirect { get; set; }

    /// <summary>hosted_confirmation, portal_homepage or redirect.</summary>
    [JsonPropertyName("type")]
    public string Type { get; set; }
}

/// <summary>Sends the customer away when it is done.</summary>
public class SessionFlowDataAfterCompletionRedirectOptions : INestedOptions
{
    [JsonPropertyName("return_url")]
    public string ReturnUrl { get; set; }
}

/// <summary>Which subscription is canceled.</summary>
public class SessionFlowDataSubscriptionCancelOptions : INestedOptions
{
    [JsonPropertyName("subscription")]
    public string Subscription { get; set; }
}
