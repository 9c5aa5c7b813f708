using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.Domain.Subscriptions;
using Stripe;
using Stripe.Checkout;
using StripeCustomer = Stripe.Customer;

namespace Billing.Infrastructure.Stripe;

/// <summary>
/// Stripe through its SDK. Payment methods are Stripe's choice (what the Dashboard has switched on), so none are named. The SDK's
/// own objects are not read: the JSON of an answer goes through the reader that also reads the payloads of events.
/// </summary>
internal sealed class StripeGateway(StripeClient client, StripeCalls calls) : IStripeGateway
{
    /// <summary>Stripe's largest page.</summary>
    private const int MaxPage = 100;

    /// <summary>How a subscription tells what its discounts are: otherwise it names their ids.</summary>
    private const string DiscountPath = "discounts.source.coupon";

    /// <inheritdoc />
    public async Task<StripeAnswer<CustomerSnapshot>> CreateCustomerAsync(
        NewCustomer customer, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new CustomerCreateOptions { Metadata = Owned(customer.UserId) };
        if (customer.Email is not null)
        {
            options.Email = customer.Email;
        }

        if (customer.Name is not null)
        {
            options.Name = customer.Name;
        }

        return StripeAnswers.Of<CustomerSnapshot>(await calls.SendAsync(
            async ct => await client.V1.Customers.CreateAsync(options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken));
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<CustomerSnapshot>?> FindCustomerAsync(string email, Guid userId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(email);
        var options = new ListOptions { Limit = MaxPage };
        options.AddExtraParam("email", email);
        StripeCallResult result = await calls.SendAsync(
            async ct => await client.RequestAsync<StripeList<StripeCustomer>>(HttpMethod.Get, "/v1/customers", options, null, ct),
            cancellationToken);
        CustomerSnapshot? newest = ReadList<CustomerSnapshot>(result)
            .Where(c => c.MetadataUserId == userId && !c.IsDeleted)
            .MaxBy(c => c.CreatedAt);
        return newest is null ? null : new StripeAnswer<CustomerSnapshot>(newest, result.Date, result.Took);
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<CustomerSnapshot>> GetCustomerAsync(string id, CancellationToken cancellationToken)
    {
        StripeAnswer<CustomerSnapshot> answer = await GetAsync<CustomerSnapshot>(
            id, async ct => await client.V1.Customers.GetAsync(id, cancellationToken: ct), cancellationToken);
        return answer.Value is { IsDeleted: true } ? answer with { Value = null } : answer;
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<CheckoutSessionSnapshot>> CreateCheckoutSessionAsync(
        NewCheckoutSession session, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new SessionCreateOptions
        {
            Mode = "subscription",
            Customer = session.CustomerId,
            ClientReferenceId = session.UserId.ToString(),
            LineItems = [new SessionLineItemOptions { Price = session.PriceId, Quantity = session.Quantity }],
            Metadata = Owned(session.UserId),
            SubscriptionData = DataOf(session),
            AllowPromotionCodes = true,
            SuccessUrl = session.SuccessUrl,
            CancelUrl = session.CancelUrl,
        };
        if (session is { TrialDays: not null, TrialNeedsCard: false })
        {
            options.PaymentMethodCollection = "if_required";
        }

        return StripeAnswers.Of<CheckoutSessionSnapshot>(await calls.SendAsync(
            async ct => await client.V1.Checkout.Sessions.CreateAsync(options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken));
    }

    /// <inheritdoc />
    public Task<StripeAnswer<CheckoutSessionSnapshot>> GetCheckoutSessionAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<CheckoutSessionSnapshot>(
            id, async ct => await client.V1.Checkout.Sessions.GetAsync(id, cancellationToken: ct), cancellationToken);

    /// <inheritdoc />
    public async Task<StripeAnswer<CheckoutSessionSnapshot>> ExpireCheckoutSessionAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return StripeAnswers.Of<CheckoutSessionSnapshot>(await calls.SendAsync(
            async ct => await client.V1.Checkout.Sessions.ExpireAsync(id, cancellationToken: ct), cancellationToken));
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<PaymentIntentSnapshot>> CreatePaymentIntentAsync(
        NewPaymentIntent intent, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new PaymentIntentCreateOptions
        {
            Amount = intent.AmountCents,
            Currency = intent.Currency,
            Customer = intent.CustomerId,
            AutomaticPaymentMethods = new PaymentIntentAutomaticPaymentMethodsOptions { Enabled = true },
            Metadata = Owned(intent.UserId),
        };
        if (intent.Description is not null)
        {
            options.Description = intent.Description;
        }

        return StripeAnswers.Of<PaymentIntentSnapshot>(await calls.SendAsync(
            async ct => await client.V1.PaymentIntents.CreateAsync(options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken));
    }

    /// <inheritdoc />
    public Task<StripeAnswer<PaymentIntentSnapshot>> GetPaymentIntentAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<PaymentIntentSnapshot>(
            id, async ct => await client.V1.PaymentIntents.GetAsync(id, cancellationToken: ct), cancellationToken);

    /// <inheritdoc />
    public async Task<StripeAnswer<ChargeSnapshot>> GetLatestChargeAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(paymentIntentId);
        var options = new PaymentIntentGetOptions { Expand = ["latest_charge"] };
        StripeCallResult result = await calls.ReadAsync(
            async ct => await client.V1.PaymentIntents.GetAsync(paymentIntentId, options, cancellationToken: ct), cancellationToken);
        using JsonDocument? intent = result.Json is null ? null : JsonDocument.Parse(result.Json);
        ChargeSnapshot? charge = intent is not null
            && intent.RootElement.TryGetProperty("latest_charge", out JsonElement element) && element.ValueKind == JsonValueKind.Object
                ? StripeObjectReader.Read<ChargeSnapshot>(element)
                : null;
        return new StripeAnswer<ChargeSnapshot>(charge, result.Date, result.Took);
    }

    /// <inheritdoc />
    public Task<StripeAnswer<ChargeSnapshot>> GetChargeAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<ChargeSnapshot>(id, async ct => await client.V1.Charges.GetAsync(id, cancellationToken: ct), cancellationToken);

    /// <inheritdoc />
    public Task<StripeAnswer<SubscriptionSnapshot>> GetSubscriptionAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<SubscriptionSnapshot>(
            id,
            async ct => await client.V1.Subscriptions.GetAsync(id, new SubscriptionGetOptions { Expand = [DiscountPath] }, cancellationToken: ct),
            cancellationToken);

    /// <inheritdoc />
    public Task<StripeAnswer<SubscriptionScheduleSnapshot>> GetSubscriptionScheduleAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<SubscriptionScheduleSnapshot>(
            id, async ct => await client.V1.SubscriptionSchedules.GetAsync(id, cancellationToken: ct), cancellationToken);

    /// <inheritdoc />
    public Task<StripeAnswer<InvoiceSnapshot>> GetInvoiceAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<InvoiceSnapshot>(id, async ct => await client.V1.Invoices.GetAsync(id, cancellationToken: ct), cancellationToken);

    /// <inheritdoc />
    public Task<StripeAnswer<InvoicePaymentSnapshot>> GetInvoicePaymentAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<InvoicePaymentSnapshot>(
            id, async ct => await client.V1.InvoicePayments.GetAsync(id, cancellationToken: ct), cancellationToken);

    /// <inheritdoc />
    public async Task<StripeAnswer<InvoicePaymentSnapshot>> FindInvoicePaymentAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(paymentIntentId);
        var options = new InvoicePaymentListOptions
        {
            Payment = new InvoicePaymentPaymentOptions { Type = "payment_intent", PaymentIntent = paymentIntentId },
            Limit = MaxPage,
        };
        StripeCallResult result = await calls.SendAsync(
            async ct => await client.V1.InvoicePayments.ListAsync(options, cancellationToken: ct), cancellationToken);
        InvoicePaymentSnapshot? found = ReadList<InvoicePaymentSnapshot>(result).OrderBy(p => p.Status == "paid" ? 0 : 1).FirstOrDefault();
        return new StripeAnswer<InvoicePaymentSnapshot>(found, result.Date, result.Took);
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<InvoicePaymentSnapshot>> FindPaymentOfInvoiceAsync(string invoiceId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(invoiceId);
        var options = new InvoicePaymentListOptions { Invoice = invoiceId, Limit = MaxPage };
        StripeCallResult result = await calls.SendAsync(
            async ct => await client.V1.InvoicePayments.ListAsync(options, cancellationToken: ct), cancellationToken);
        InvoicePaymentSnapshot? latest = ReadList<InvoicePaymentSnapshot>(result).MaxBy(p => p.CreatedAt);
        return new StripeAnswer<InvoicePaymentSnapshot>(latest, result.Date, result.Took);
    }

    /// <summary>A trial that ends without a card is paused, so that nobody is billed who cannot pay, and nothing is lost.</summary>
    private static SessionSubscriptionDataOptions DataOf(NewCheckoutSession session)
    {
        var data = new SessionSubscriptionDataOptions { Metadata = Owned(session.UserId) };
        if (session.TrialDays is { } days)
        {
            data.TrialPeriodDays = days;
            data.TrialSettings = new SessionSubscriptionDataTrialSettingsOptions
            {
                EndBehavior = new SessionSubscriptionDataTrialSettingsEndBehaviorOptions { MissingPaymentMethod = "pause" },
            };
        }

        return data;
    }

    /// <summary>Without an id the SDK would ask for the list.</summary>
    private async Task<StripeAnswer<TSnapshot>> GetAsync<TSnapshot>(
        string id, Func<CancellationToken, Task<IStripeEntity>> request, CancellationToken cancellationToken)
        where TSnapshot : StripeSnapshot
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return StripeAnswers.Of<TSnapshot>(await calls.ReadAsync(request, cancellationToken));
    }

    internal static List<TSnapshot> ReadList<TSnapshot>(StripeCallResult result)
        where TSnapshot : StripeSnapshot
    {
        using JsonDocument body = JsonDocument.Parse(result.Json!);
        return [.. body.RootElement.GetProperty("data").EnumerateArray().Select(StripeObjectReader.Read<TSnapshot>)];
    }

    private static Dictionary<string, string> Owned(Guid userId) => new() { [StripeMetadata.UserId] = userId.ToString() };
}
