using System.Text.Json.Nodes;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Dashboard;

/// <summary>Cards expire, and most issuers tell Stripe the new date before the customer does.</summary>
internal static class CardAging
{
    private const int YearsOfANewCard = 4;

    /// <summary>What time and the issuer do to a card.</summary>
    public static IEnumerable<ObjectAction> ActionsOf(StripeDocument paymentMethod)
    {
        if (!BankDebits.IsDebit(paymentMethod))
        {
            yield return new("expire", "Let it expire this month", (work, _) => Change(work, paymentMethod, "payment_method.updated", DateOf(work)));
            yield return new("renew", "The issuer sends a new date", (work, _) => Change(
                work, paymentMethod, "payment_method.automatically_updated", DateOf(work).AddYears(YearsOfANewCard)));
        }
    }

    private static DateTimeOffset DateOf(UnitOfWork work) => DateTimeOffset.FromUnixTimeSeconds(work.Now);

    private static void Change(UnitOfWork work, StripeDocument paymentMethod, string type, DateTimeOffset expiry)
    {
        var card = paymentMethod.Json["card"]!.AsObject();
        var before = card.DeepClone().AsObject();
        card["exp_month"] = (long)expiry.Month;
        card["exp_year"] = (long)expiry.Year;
        work.Save(paymentMethod, type, new JsonObject
        {
            ["card"] = new JsonObject { ["exp_month"] = before["exp_month"]!.DeepClone(), ["exp_year"] = before["exp_year"]!.DeepClone() },
        });
    }
}
