using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Snapshots;
using Stripe;

namespace Billing.Infrastructure.Stripe;

/// <summary>What all ports to Stripe do with a call.</summary>
internal static class StripeAnswers
{
    /// <summary>The object that the call answered with, and when.</summary>
    public static StripeAnswer<TSnapshot> Of<TSnapshot>(StripeCallResult result)
        where TSnapshot : StripeSnapshot
    {
        if (result.Json is null)
        {
            return new StripeAnswer<TSnapshot>(null, result.Date, result.Took);
        }

        using JsonDocument body = JsonDocument.Parse(result.Json);
        return new StripeAnswer<TSnapshot>(StripeObjectReader.Read<TSnapshot>(body.RootElement), result.Date, result.Took);
    }

    /// <summary>The request is made once under this key, however often it is sent.</summary>
    public static RequestOptions Under(string idempotencyKey) => new() { IdempotencyKey = idempotencyKey };
}
