using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;

namespace Billing.StripeSimulator.Api;

/// <summary>Reads the line items of a new checkout session.</summary>
internal static class CheckoutLines
{
    /// <summary>The lines, checked against each other and the mode.</summary>
    /// <exception cref="StripeApiException">400: none, an unknown or inactive price, or prices that do not go together.</exception>
    public static IReadOnlyList<CheckoutLine> From(ApiCall call, string mode)
    {
        var lines = Read(call, "line_items");
        if (lines.Select(line => line.Currency).Distinct().Count() > 1)
        {
            throw StripeErrors.Invalid("line_items", "All prices of a session have to be in the same currency.");
        }

        if (mode == "payment" && lines.Any(line => line.Recurring is not null))
        {
            throw StripeErrors.Invalid(
                "line_items", "You specified `payment` mode but passed a recurring price. Use `subscription` mode or one-time prices.");
        }

        if (mode == "subscription" && lines.Any(line => line.Recurring is null))
        {
            throw StripeErrors.Invalid(
                "line_items", "In `subscription` mode the simulator takes recurring prices only.");
        }

        return lines;
    }

    /// <summary>The prices and quantities of a parameter, at least one.</summary>
    /// <exception cref="StripeApiException">400: none, or an unknown or inactive price.</exception>
    public static IReadOnlyList<CheckoutLine> Read(ApiCall call, string parameter) =>
        call.Parameters.Items(parameter).Select(item => Line(call, item)).ToList() is { Count: > 0 } lines
            ? lines
            : throw StripeErrors.Missing(parameter);

    private static CheckoutLine Line(ApiCall call, string item)
    {
        var price = call.RequiredReference("price", item + "[price]");
        if (!price.Flag("active"))
        {
            throw StripeErrors.Refused($"The price {price.Id} is inactive and cannot be bought.", "price_inactive", item + "[price]");
        }

        var quantity = call.Parameters.Integer(item + "[quantity]") ?? 1;
        if (quantity < 1)
        {
            throw StripeErrors.InvalidInteger(item + "[quantity]", "This value must be greater than or equal to 1.");
        }

        var product = call.Work.Referenced("product", price.Text("product")!);
        return new CheckoutLine(price.Json, product.Text("name")!, quantity);
    }
}
