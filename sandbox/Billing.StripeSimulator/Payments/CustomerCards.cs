using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>Payment methods of customers.</summary>
internal static class CustomerCards
{
    /// <summary>
    /// The payment method that a parameter names: a stored one, or a new one for a test token such as <c>pm_card_visa</c>.
    /// </summary>
    /// <exception cref="StripeApiException">It names nothing: 404 when it came in the path (no parameter), else 400.</exception>
    public static StripeDocument Resolve(UnitOfWork work, string id, string? parameter)
    {
        if (TestCard.FindByToken(id) is { } card)
        {
            var created = PaymentMethods.Create(card, new PayerDetails(), work.Now);
            work.Save(created);
            return created;
        }

        if (BankDebits.CreateByToken(id, work.Now) is { } account)
        {
            work.Save(account);
            return account;
        }

        return work.Find("payment_method", id)
            ?? throw (parameter is null
                ? StripeErrors.NoSuchObject("payment_method", id)
                : StripeErrors.NoSuchReference("payment_method", id, parameter));
    }

    /// <summary>Gives a payment method to a customer.</summary>
    /// <exception cref="StripeApiException">402: the card is declined. 400: it belongs to another customer.</exception>
    public static void Attach(UnitOfWork work, StripeDocument paymentMethod, StripeDocument customer)
    {
        if (paymentMethod.Text("customer") is { } owner)
        {
            if (owner != customer.Id)
            {
                throw StripeErrors.Refused("The payment method is attached to another customer. Detach it first.");
            }

            return;
        }

        if (!BankDebits.IsDebit(paymentMethod) && PaymentMethods.CardOf(paymentMethod) is { Behavior: CardBehavior.Declines, Decline: { } decline })
        {
            throw CardErrors.Declined(decline);
        }

        paymentMethod.Json["customer"] = customer.Id;
        work.Save(paymentMethod, "payment_method.attached");
    }

    /// <summary>Takes a payment method from its customer; it is no customer's default any more.</summary>
    /// <exception cref="StripeApiException">400: it belongs to nobody.</exception>
    public static void Detach(UnitOfWork work, StripeDocument paymentMethod)
    {
        var owner = paymentMethod.Text("customer")
            ?? throw StripeErrors.Refused("The payment method is not attached to a customer, so it cannot be detached.");
        paymentMethod.Json["customer"] = null;
        work.Save(paymentMethod, "payment_method.detached", new JsonObject { ["customer"] = owner });
        if (work.Find("customer", owner) is { IsDeleted: false } customer && Customers.DefaultPaymentMethod(customer) == paymentMethod.Id)
        {
            var before = customer.Json["invoice_settings"]!.DeepClone();
            customer.Json["invoice_settings"]!["default_payment_method"] = null;
            work.Save(customer, "customer.updated", new JsonObject { ["invoice_settings"] = before });
        }
    }
}
