using System.Text.Json.Nodes;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Objects;

/// <summary>
/// Movements of the account's balance. Their sum is what the merchant has: every amount that came, went back, was disputed
/// or failed to go back is one of them.
/// </summary>
internal static class BalanceTransactions
{
    /// <summary>Stripe's name of the kind of object.</summary>
    public const string Kind = "balance_transaction";

    // What Stripe takes for a card payment in its home country: 2.9 % and 30 minor units. Other rates are not simulated.
    private const long FeePerThousand = 29;
    private const long FixedFee = 30;
    private const long DaysUntilAvailable = 2;

    /// <summary>The fee of a payment in minor units.</summary>
    public static long FeeOf(long amount) => (amount * FeePerThousand + 500) / 1000 + FixedFee;

    /// <summary>Writes a movement down.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="source">The object it stems from, which tells the currency.</param>
    /// <param name="movement">What moves.</param>
    /// <returns>The movement as Stripe shows it.</returns>
    public static StripeDocument Record(UnitOfWork work, StripeDocument source, BalanceMovement movement)
    {
        var json = ObjectTemplate.Create(Kind);
        json["id"] = StripeId.New("txn");
        json["amount"] = movement.Amount;
        json["available_on"] = work.Now + DaysUntilAvailable * 24 * 60 * 60;
        json["created"] = work.Now;
        json["currency"] = source.Text("currency");
        json["description"] = movement.Description;
        json["fee"] = movement.Fee;
        json["fee_details"] = movement.Fee == 0 ? [] : new JsonArray(new JsonObject
        {
            ["amount"] = movement.Fee,
            ["application"] = null,
            ["currency"] = source.Text("currency"),
            ["description"] = movement.FeeDescription,
            ["type"] = "stripe_fee",
        });
        json["net"] = movement.Amount - movement.Fee;
        json["reporting_category"] = movement.Category;
        json["source"] = source.Id;
        json["type"] = movement.Type;
        var recorded = new StripeDocument(Kind, json);
        work.Save(recorded);
        return recorded;
    }
}

/// <summary>What moves on the balance.</summary>
/// <param name="Type">Stripe's type, such as <c>charge</c> or <c>adjustment</c>.</param>
/// <param name="Category">Stripe's category in reports, such as <c>dispute</c>.</param>
/// <param name="Amount">In minor units; negative for what leaves the balance.</param>
/// <param name="Fee">In minor units; negative for one that is given back.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="FeeDescription">What the fee is for.</param>
internal sealed record BalanceMovement(
    string Type, string Category, long Amount, long Fee = 0, string? Description = null, string FeeDescription = "Stripe processing fees");
