using Billing.StripeSimulator.Checkout;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>What somebody can do to a customer in the Dashboard: begin a subscription of which the product knows nothing yet.</summary>
internal static class CustomerActions
{
    /// <summary>The actions that the customer's state allows.</summary>
    public static IEnumerable<ObjectAction> Of(UnitOfWork work, StripeDocument customer)
    {
        var prices = work.All(new DocumentQuery("price").Where("type", "recurring").Where("active", true));
        if (!customer.IsDeleted && prices.Count > 0)
        {
            yield return new("subscribe", "Begin a subscription", (unit, form) => Subscribe(unit, customer, form["price"].ToString()))
            {
                Fields = PageTemplate.Render(
                    "action-choice.html",
                    ("name", "price"),
                    ("label", "Price"),
                    ("options", Html.Join(prices.Select(price => PageTemplate.Render(
                        "action-option.html", ("value", price.Id), ("text", NameOf(work, price))))))),
            };
        }
    }

    private static void Subscribe(UnitOfWork work, StripeDocument customer, string priceId)
    {
        var price = work.Find("price", priceId) ?? throw StripeErrors.NoSuchReference("price", priceId, "price");
        work.FollowClockOf(customer);
        var line = new CheckoutLine(price.Json, ProductOf(work, price), Quantity: 1);
        var subscription = Subscriptions.Create(customer.Id, paymentMethod: null, [line], [], work.Now);
        subscription.Json["test_clock"] = customer.Text("test_clock");
        SubscriptionCreation.Run(work, subscription, "allow_incomplete");
    }

    private static string NameOf(UnitOfWork work, StripeDocument price) =>
        $"{ProductOf(work, price)}, {Shown.Amount(price, "unit_amount")} {Shown.Every(price.Json["recurring"]!.AsObject())}";

    private static string ProductOf(UnitOfWork work, StripeDocument price) =>
        work.Referenced("product", price.Text("product")!).Text("name") ?? price.Id;
}
