using Billing.Application.Abstractions;
using Billing.Domain.Checkout;
using Billing.Domain.Customers;
using Billing.Domain.Invoices;
using Billing.Domain.Payments;
using Billing.Domain.Subscriptions;

namespace Billing.UnitTests.UseCases;

/// <summary>
/// Plays Stripe behind our own port, as far as the use cases can tell: it remembers idempotency keys and their answers (errors
/// too), refuses a key whose parameters changed, and can be told to fail.
/// </summary>
internal sealed partial class FakeStripe(TimeProvider time) : IStripeGateway
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (object Request, object? Answer, Exception? Error)> _keys = [];
    private readonly Dictionary<string, CustomerSnapshot> _customers = [];
    private readonly Dictionary<string, PaymentIntentSnapshot> _intents = [];
    private int _created;

    public Dictionary<string, CheckoutSessionSnapshot> Sessions { get; } = [];

    public Dictionary<string, SubscriptionSnapshot> Subscriptions { get; } = [];

    public IReadOnlyCollection<CustomerSnapshot> Customers => _customers.Values;

    public IReadOnlyCollection<PaymentIntentSnapshot> Intents => _intents.Values;

    /// <summary>The names of the calls, in their order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Thrown by the next creation before it has an effect; null once thrown.</summary>
    public Queue<Exception> Faults { get; } = [];

    /// <summary>Thrown by the next creation after its effect: the answer is lost.</summary>
    public Queue<Exception> LostAnswers { get; } = [];

    /// <summary>A success address that Stripe does not take, however often it is asked.</summary>
    public string? RefusedUrl { get; set; }

    /// <summary>Intents whose charge has a value that is not known here.</summary>
    public HashSet<string> UnreadableCharges { get; } = [];

    public void Pay(string intentId) => _intents[intentId] = _intents[intentId] with { Status = PaymentIntentStatus.Succeeded };

    public void DeleteCustomer(string id) => _customers.Remove(id);

    /// <summary>Stripe forgets keys after a day.</summary>
    public void ForgetKeys() => _keys.Clear();

    public void Complete(string sessionId, SubscriptionSnapshot subscription)
    {
        Subscriptions[subscription.Id] = subscription;
        Sessions[sessionId] = Sessions[sessionId] with { Status = CheckoutSessionStatus.Complete, Url = null, SubscriptionId = subscription.Id };
    }

    public Task<StripeAnswer<CustomerSnapshot>> CreateCustomerAsync(NewCustomer customer, string idempotencyKey, CancellationToken cancellationToken) =>
        CreateAsync(idempotencyKey, customer, n =>
        {
            var created = new CustomerSnapshot
            {
                Id = $"cus_{n}", CustomerId = $"cus_{n}", MetadataUserId = customer.UserId, Email = customer.Email, Name = customer.Name, CreatedAt = Now,
            };
            return _customers[created.Id] = created;
        });

    public Task<StripeAnswer<CustomerSnapshot>?> FindCustomerAsync(string email, Guid userId, CancellationToken cancellationToken)
    {
        Calls.Add("find customer");
        CustomerSnapshot? found = _customers.Values.LastOrDefault(c => c.Email == email && c.MetadataUserId == userId);
        return Task.FromResult(found is null ? null : Answer(found));
    }

    public Task<StripeAnswer<CustomerSnapshot>> GetCustomerAsync(string id, CancellationToken cancellationToken) => Get(_customers, id);

    public Task<StripeAnswer<CheckoutSessionSnapshot>> CreateCheckoutSessionAsync(
        NewCheckoutSession session, string idempotencyKey, CancellationToken cancellationToken) =>
        CreateAsync(idempotencyKey, session, n =>
        {
            RequireCustomer(session.CustomerId);
            if (session.SuccessUrl == RefusedUrl)
            {
                throw Refusal(400, "url_invalid", "success_url");
            }

            var created = new CheckoutSessionSnapshot
            {
                Id = $"cs_{n}", CustomerId = session.CustomerId, MetadataUserId = session.UserId, Status = CheckoutSessionStatus.Open,
                Url = $"https://checkout.test/cs_{n}", CreatedAt = Now, ExpiresAt = Now.AddDays(1),
            };
            return Sessions[created.Id] = created;
        });

    public Task<StripeAnswer<CheckoutSessionSnapshot>> GetCheckoutSessionAsync(string id, CancellationToken cancellationToken) => Get(Sessions, id);

    public Task<StripeAnswer<CheckoutSessionSnapshot>> ExpireCheckoutSessionAsync(string id, CancellationToken cancellationToken)
    {
        Calls.Add("expire " + id);
        if (Sessions[id].Status != CheckoutSessionStatus.Open)
        {
            throw Refusal(400, null, "session");
        }

        return Task.FromResult(Answer(Sessions[id] = Sessions[id] with { Status = CheckoutSessionStatus.Expired, Url = null }));
    }

    public Task<StripeAnswer<PaymentIntentSnapshot>> CreatePaymentIntentAsync(
        NewPaymentIntent intent, string idempotencyKey, CancellationToken cancellationToken) =>
        CreateAsync(idempotencyKey, intent, n =>
        {
            RequireCustomer(intent.CustomerId);
            var created = new PaymentIntentSnapshot
            {
                Id = $"pi_{n}", CustomerId = intent.CustomerId, MetadataUserId = intent.UserId, CreatedAt = Now, AmountCents = intent.AmountCents,
                Currency = intent.Currency, Description = intent.Description, Status = PaymentIntentStatus.RequiresPaymentMethod,
                ClientSecret = $"pi_{n}_secret",
            };
            return _intents[created.Id] = created;
        });

    public Task<StripeAnswer<PaymentIntentSnapshot>> GetPaymentIntentAsync(string id, CancellationToken cancellationToken) => Get(_intents, id);

    public Task<StripeAnswer<SubscriptionSnapshot>> GetSubscriptionAsync(string id, CancellationToken cancellationToken) => Get(Subscriptions, id);

    public Task<StripeAnswer<ChargeSnapshot>> GetLatestChargeAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        UnreadableCharges.Contains(paymentIntentId)
            ? throw new FormatException("The charge has a status that is not known here.")
            : Task.FromResult(new StripeAnswer<ChargeSnapshot>(null, Now, TimeSpan.Zero));

    public Task<StripeAnswer<ChargeSnapshot>> GetChargeAsync(string id, CancellationToken cancellationToken) => Get(Charges, id);

    public Task<StripeAnswer<InvoiceSnapshot>> GetInvoiceAsync(string id, CancellationToken cancellationToken) => Get(Invoices, id);

    public Task<StripeAnswer<InvoicePaymentSnapshot>> GetInvoicePaymentAsync(string id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<StripeAnswer<InvoicePaymentSnapshot>> FindInvoicePaymentAsync(string paymentIntentId, CancellationToken cancellationToken) =>
        Task.FromResult(new StripeAnswer<InvoicePaymentSnapshot>(null, Now, TimeSpan.Zero));

    public static StripeRefusedException Refusal(int status, string? code = null, string? param = null) =>
        new(status, status >= 500 ? "api_error" : "invalid_request_error", code, param, "Refused.", "req_1");

    public Task<StripeAnswer<SubscriptionScheduleSnapshot>> GetSubscriptionScheduleAsync(string id, CancellationToken cancellationToken) =>
        Get(Schedules, id);

    public Task<StripeAnswer<InvoicePaymentSnapshot>> FindPaymentOfInvoiceAsync(string invoiceId, CancellationToken cancellationToken) =>
        Task.FromResult(new StripeAnswer<InvoicePaymentSnapshot>(null, Now, TimeSpan.Zero));

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private void RequireCustomer(string id)
    {
        if (!_customers.ContainsKey(id))
        {
            throw Refusal(400, "resource_missing", "customer");
        }
    }

    private async Task<StripeAnswer<T>> CreateAsync<T>(string key, object request, Func<int, T> create)
        where T : class
    {
        await Task.Yield();
        lock (_lock)
        {
            Calls.Add("create " + key);
            if (Faults.TryDequeue(out Exception? fault))
            {
                if (fault is StripeRefusedException { IsKeptUnderKey: true })
                {
                    _keys[key] = (request, null, fault);
                }

                throw fault;
            }

            if (!_keys.TryGetValue(key, out var kept))
            {
                kept = Run(request, create);
                _keys[key] = kept;
            }

            if (!kept.Request.Equals(request))
            {
                throw Refusal(400, "idempotency_error");
            }

            if (LostAnswers.TryDequeue(out Exception? lost))
            {
                throw lost;
            }

            return kept.Error is null ? Answer((T)kept.Answer!) : throw kept.Error;
        }
    }

    private (object Request, object? Answer, Exception? Error) Run<T>(object request, Func<int, T> create)
        where T : class
    {
        try
        {
            return (request, create(++_created), null);
        }
        catch (StripeRefusedException e)
        {
            return (request, null, e);
        }
    }

    private Task<StripeAnswer<T>> Get<T>(Dictionary<string, T> objects, string id)
        where T : class
    {
        lock (_lock)
        {
            Calls.Add("get " + id);
            return Task.FromResult(new StripeAnswer<T>(objects.GetValueOrDefault(id), Now, TimeSpan.Zero));
        }
    }

    private StripeAnswer<T> Answer<T>(T value)
        where T : class => new(value, Now, TimeSpan.Zero);
}
