using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>What an account lets its customers do in the billing portal.</summary>
internal static class PortalConfigurations
{
    /// <summary>Stripe's name of the kind of object.</summary>
    public const string Kind = "billing_portal.configuration";

    /// <summary>A configuration in which nothing is allowed yet.</summary>
    public static StripeDocument Create(long now)
    {
        var json = ObjectTemplate.Create(Kind);
        json["id"] = StripeId.New("bpc");
        json["created"] = now;
        json["updated"] = now;
        return new StripeDocument(Kind, json);
    }

    /// <summary>
    /// The one that sessions have which name none. At Stripe somebody has to save it in the Dashboard once; here it is made
    /// when it is first asked for, and allows everything that the simulated portal can do.
    /// </summary>
    public static StripeDocument Default(UnitOfWork work)
    {
        if (work.All(new DocumentQuery(Kind).Where("is_default", true)) is [var known, ..])
        {
            return known;
        }

        var created = Create(work.Now);
        created.Json["is_default"] = true;
        var features = created.Json["features"]!;
        features["invoice_history"]!["enabled"] = true;
        features["payment_method_update"]!["enabled"] = true;
        features["subscription_cancel"]!["enabled"] = true;
        features["subscription_cancel"]!["cancellation_reason"]!["enabled"] = true;
        work.Save(created, "billing_portal.configuration.created");
        return created;
    }

    /// <summary>Whether a feature, such as <c>invoice_history</c>, is allowed.</summary>
    public static bool Allows(StripeDocument configuration, string feature) =>
        configuration.Json["features"]![feature]!["enabled"]!.GetValue<bool>();
}
