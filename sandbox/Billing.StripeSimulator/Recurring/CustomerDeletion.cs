using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Recurring;

/// <summary>Deletes customers for good: what is left is a stub, and their subscriptions end at once.</summary>
internal static class CustomerDeletion
{
    /// <summary>Deletes a customer; returns the stub.</summary>
    public static StripeDocument Run(UnitOfWork work, StripeDocument customer)
    {
        foreach (var subscription in work.All(new DocumentQuery("subscription").Where("customer", customer.Id)))
        {
            if (subscription.Status is not ("canceled" or "incomplete_expired"))
            {
                SubscriptionEnd.Now(work, subscription, "cancellation_requested");
            }
        }

        work.Emit("customer.deleted", customer);
        var deleted = Customers.Deleted(customer);
        work.Save(deleted);
        return deleted;
    }
}
