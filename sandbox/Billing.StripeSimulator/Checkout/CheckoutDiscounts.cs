using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Payments;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Recurring;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Checkout;

/// <summary>Discounts of checkout sessions: given on creation, or by a code that the payer types.</summary>
internal static class CheckoutDiscounts
{
    /// <summary>Takes a code that the payer typed; an empty one takes the discount away.</summary>
    /// <exception cref="StripeApiException">400: there is no such code, it may not be used, or the session takes none.</exception>
    public static void Enter(UnitOfWork work, StripeDocument session, string code)
    {
        CheckoutPayment.EnsureOpen(work, session);
        if (!session.Flag("allow_promotion_codes"))
        {
            throw StripeErrors.Refused("This checkout takes no promotion codes.", "promotion_code_invalid");
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            Write(session, null);
        }
        else
        {
            var found = Coupons.FindCode(work, code) ?? throw StripeErrors.Refused("This code is invalid.", "promotion_code_invalid");
            var subtotal = CheckoutSessions.Lines(session).Sum(line => line.Amount);
            Write(session, Coupons.ByCode(work, found, session.Text("customer"), subtotal, session.Text("currency")!, null));
        }

        ChangeIntent(work, session);
        work.Save(session);
    }

    /// <summary>Writes a discount and what it takes off into the session; null takes it away.</summary>
    public static void Write(StripeDocument session, Redemption? redemption)
    {
        var json = session.Json;
        json["discounts"] = redemption is null ? [] : new JsonArray(new JsonObject
        {
            ["coupon"] = redemption.Coupon.Id,
            ["promotion_code"] = redemption.PromotionCode?.Id,
        });
        var lines = session.Hidden["line_items"]!.AsArray().Select(line => line!.AsObject()).ToList();
        var subtotals = lines.Select(line => line["amount_subtotal"]!.GetValue<long>()).ToList();
        var off = redemption is null ? [.. subtotals.Select(_ => 0L)] : Coupons.Off(redemption.Coupon, subtotals);
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i]["amount_discount"] = off[i];
            lines[i]["amount_total"] = subtotals[i] - off[i];
        }

        if (CheckoutSessions.TrialSeconds(session) is null)
        {
            json["total_details"]!["amount_discount"] = off.Sum();
            json["amount_total"] = subtotals.Sum() - off.Sum();
        }
    }

    /// <summary>What the session's discount redeems; null when it has none.</summary>
    public static Redemption? Of(UnitOfWork work, StripeDocument session) => session.Json["discounts"]!.AsArray() is [{ } discount]
        ? new Redemption(
            work.Referenced("coupon", discount["coupon"]!.GetValue<string>()),
            discount["promotion_code"]?.GetValue<string>() is { } code ? work.Referenced("promotion_code", code) : null)
        : null;

    /// <summary>The intent of earlier attempts is for the new amount, or not needed any more.</summary>
    private static void ChangeIntent(UnitOfWork work, StripeDocument session)
    {
        if (CheckoutPayment.IntentOf(work, session) is not { } intent)
        {
            return;
        }

        if (session.Number("amount_total") == 0)
        {
            IntentPayments.Cancel(work, intent, "abandoned");
            CheckoutPayment.ForgetIntent(session);
        }
        else
        {
            intent.Json["amount"] = session.Number("amount_total");
            work.Save(intent);
        }
    }
}
