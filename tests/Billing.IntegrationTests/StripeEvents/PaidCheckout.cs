using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Billing.Application.Abstractions;
using Billing.Domain.Payments;
using Billing.Domain.Plans;
using Billing.Infrastructure.Persistence;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Billing.IntegrationTests.StripeEvents;

/// <summary>An event as the simulator sent it.</summary>
internal sealed record CheckoutEvent(string Type, string Body);

/// <summary>What the history says of a payment, without ids.</summary>
internal sealed record PaymentFacts(
    long Amount, string Currency, PaymentStatus Status, string? Method, string? Last4, string? Description, DateTime? PaidAt, DateTime CreatedAt);

/// <summary>One checkout, paid for real: through the product and the simulator.</summary>
internal sealed partial class PaidCheckout
{
    private readonly List<Plan> _plans;
    private readonly Guid _userId;

    private PaidCheckout(Guid userId, string customerId, IReadOnlyList<CheckoutEvent> events, PaymentTransaction payment, List<Plan> plans)
    {
        _userId = userId;
        _plans = plans;
        CustomerId = customerId;
        Events = events;
        Payment = FactsOf(payment);
    }

    /// <summary>Stripe's id of the customer.</summary>
    public string CustomerId { get; }

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<CheckoutEvent> Events { get; }

    /// <summary>What the history says of it.</summary>
    public PaymentFacts Payment { get; }

    /// <summary>Registers, subscribes, pays, and waits for the history.</summary>
    public static async Task<PaidCheckout> RunAsync()
    {
        await using RunningSimulator stripe = await RunningSimulator.StartAsync();
        await using BillingApp app = await StripeAccount.StartAsync(stripe.BaseAddress);
        TestUser user = await app.RegisterAsync();
        string session = await StripeAccount.CheckOutAsync(user, "pro");
        await StripeAccount.PayAsync(stripe.BaseAddress, session);
        PaymentTransaction payment = await Wait.UntilAsync(
            () => app.WithDbAsync(db => db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.UserId == user.Id)),
            p => p is { IsComplete: true },
            "the payment, complete") ?? throw new InvalidOperationException();
        List<Plan> plans = await app.WithDbAsync(db => db.Plans.AsNoTracking().Include(p => p.Prices).ToListAsync());
        return new PaidCheckout(user.Id, payment.StripeCustomerId!, await EventsAsync(stripe.BaseAddress), payment, plans);
    }

    /// <summary>The facts of a payment.</summary>
    public static PaymentFacts FactsOf(PaymentTransaction p) => new(
        p.AmountCents, p.Currency, p.Status, p.PaymentMethod, p.PaymentMethodLast4, p.Description, p.PaidAt, p.CreatedAt);

    /// <summary>The same event of another user: every id that Stripe made is another one.</summary>
    public string For(CheckoutEvent stripeEvent, Guid userId, string mark) => StripeId()
        .Replace(stripeEvent.Body, id => id.Value.StartsWith("price_", StringComparison.Ordinal) ? id.Value : id.Value + mark)
        .Replace(_userId.ToString(), userId.ToString(), StringComparison.Ordinal);

    /// <summary>Gives another database the same plans.</summary>
    public async Task<int> CopyPlansAsync(BillingDbContext db)
    {
        db.Plans.AddRange(_plans);
        return await db.SaveChangesAsync();
    }

    private static async Task<List<CheckoutEvent>> EventsAsync(Uri stripe)
    {
        using var client = new HttpClient { BaseAddress = stripe };
        var list = await client.GetFromJsonAsync<JsonElement>("/_simulator/events?limit=100");
        return [.. list.GetProperty("data").EnumerateArray().Reverse().Select(e => new CheckoutEvent(e.GetProperty("type").GetString()!, e.GetRawText()))];
    }

    /// <summary>An id is a short prefix and letters; the words in which Stripe writes its statuses have no digits or capitals.</summary>
    [GeneratedRegex("\\b(evt|cus|cs_test|pi|ch|in|sub|si|price|prod|pm|il|inpay|txn)_[A-Za-z0-9]{14,}")]
    private static partial Regex StripeId();
}
