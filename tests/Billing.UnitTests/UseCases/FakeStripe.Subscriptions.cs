using Billing.Application.Abstractions;
using Billing.Application.Portal;
using Billing.Application.Subscriptions;
using Billing.Domain.Invoices;
using Billing.Domain.Subscriptions;

namespace Billing.UnitTests.UseCases;

/// <summary>What Stripe does to subscriptions, without money: it makes one invoice for each change, and says it is paid or is not.</summary>
internal sealed partial class FakeStripe : IStripeSubscriptions
{
    /// <summary>What the fake reckons a change at once to cost.</summary>
    public const long Prorated = 1234;

    public Dictionary<string, SubscriptionScheduleSnapshot> Schedules { get; } = [];

    public Dictionary<string, InvoiceSnapshot> Invoices { get; } = [];

    /// <summary>Whether invoices stay unpaid, as with a card that is declined.</summary>
    public bool DeclinesPayments { get; set; }

    /// <summary>The changes that were asked for, previews too.</summary>
    public List<SubscriptionChange> Changes { get; } = [];

    /// <summary>What the last one who left said.</summary>
    public CancellationDetails? Told { get; private set; }

    /// <summary>The flow that the last portal was opened with.</summary>
    public PortalFlow? Flow { get; private set; }

    public Task<InvoicePreview> PreviewChangeAsync(SubscriptionChange change, CancellationToken cancellationToken)
    {
        Changes.Add(change);
        DateTime end = Subscriptions[change.SubscriptionId].CurrentPeriodEnd;
        return Task.FromResult(new InvoicePreview(
            "usd", Prorated, Prorated, [new ChangePreviewLine("Remaining time", Prorated, IsProration: true, Now, end)]));
    }

    public Task<InvoicePreview> PreviewRecurringAsync(SubscriptionChange change, CancellationToken cancellationToken)
    {
        Changes.Add(change);
        return Task.FromResult(new InvoicePreview("usd", 5000, 5000, []));
    }

    public Task ChangeAsync(SubscriptionChange change, string idempotencyKey, CancellationToken cancellationToken) => CreateAsync(
        idempotencyKey,
        change,
        _ =>
        {
            Changes.Add(change);
            var changed = Subscriptions[change.SubscriptionId] with { LatestInvoiceId = MakeInvoice(change.SubscriptionId, !DeclinesPayments) };
            return Subscriptions[change.SubscriptionId] = DeclinesPayments
                ? changed with { PendingUpdate = new PendingUpdate(change.PriceId, change.Quantity, Now.AddHours(23)) }
                : changed with { PriceId = change.PriceId, Quantity = change.Quantity };
        });

    public async Task<string> CreateScheduleAsync(string subscriptionId, string idempotencyKey, CancellationToken cancellationToken)
    {
        StripeAnswer<SubscriptionScheduleSnapshot> created = await CreateAsync(idempotencyKey, subscriptionId, n =>
        {
            var schedule = new SubscriptionScheduleSnapshot
            {
                Id = $"sub_sched_{n}", CustomerId = Subscriptions[subscriptionId].CustomerId, CreatedAt = Now, IsOver = false, SubscriptionId = subscriptionId,
            };
            Subscriptions[subscriptionId] = Subscriptions[subscriptionId] with { ScheduleId = schedule.Id };
            return Schedules[schedule.Id] = schedule;
        });
        return created.Value!.Id;
    }

    public Task PlanNextPhaseAsync(string scheduleId, PlannedPhase planned, string idempotencyKey, CancellationToken cancellationToken) =>
        CreateAsync(idempotencyKey, planned, _ => Schedules[scheduleId] = Schedules[scheduleId] with { Next = planned });

    public Task ReleaseScheduleAsync(string scheduleId, string idempotencyKey, CancellationToken cancellationToken) => CreateAsync(
        idempotencyKey,
        scheduleId,
        _ =>
        {
            string subscription = Schedules[scheduleId].SubscriptionId!;
            Subscriptions[subscription] = Subscriptions[subscription] with { ScheduleId = null };
            return Schedules[scheduleId] = Schedules[scheduleId] with { IsOver = true, Next = null };
        });

    public Task VoidInvoiceAsync(string invoiceId, string idempotencyKey, CancellationToken cancellationToken) => CreateAsync(
        idempotencyKey,
        invoiceId,
        _ =>
        {
            string subscription = Invoices[invoiceId].SubscriptionId!;
            Subscriptions[subscription] = Subscriptions[subscription] with { PendingUpdate = null };
            return Invoices[invoiceId] = Invoices[invoiceId] with { Status = InvoiceStatus.Void };
        });

    public Task CancelAtPeriodEndAsync(string id, CancellationDetails? details, string idempotencyKey, CancellationToken cancellationToken)
    {
        Told = details;
        return UpdateAsync(idempotencyKey, id, s => s with { CancelAtPeriodEnd = true, CancelAt = s.CurrentPeriodEnd, CanceledAt = Now });
    }

    public Task KeepAsync(string id, string idempotencyKey, CancellationToken cancellationToken) =>
        UpdateAsync(idempotencyKey, id, s => s with { CancelAtPeriodEnd = false, CancelAt = null, CanceledAt = null });

    public Task<StripeAnswer<SubscriptionSnapshot>> CancelSubscriptionAsync(
        string id, CancellationDetails? details, string idempotencyKey, CancellationToken cancellationToken)
    {
        Told = details;
        return UpdateAsync(idempotencyKey, id, s => s with { Status = SubscriptionStatus.Canceled, CanceledAt = Now, EndedAt = Now });
    }

    public Task PauseCollectionAsync(string id, DateTime? resumesAt, string idempotencyKey, CancellationToken cancellationToken) =>
        UpdateAsync(idempotencyKey, id, s => s with { CollectionPaused = true, CollectionResumesAt = resumesAt });

    public Task ResumeCollectionAsync(string id, string idempotencyKey, CancellationToken cancellationToken) =>
        UpdateAsync(idempotencyKey, id, s => s with { CollectionPaused = false, CollectionResumesAt = null });

    public Task RestartPeriodAsync(string id, string idempotencyKey, CancellationToken cancellationToken) => UpdateAsync(
        idempotencyKey,
        id,
        s => DeclinesPayments
            ? s with { LatestInvoiceId = MakeInvoice(id, isPaid: false), PendingUpdate = new PendingUpdate(s.PriceId, s.Quantity, Now.AddHours(23)) }
            : s with { LatestInvoiceId = MakeInvoice(id, isPaid: true), CurrentPeriodStart = Now, CurrentPeriodEnd = Now.AddMonths(1) });

    public Task ResumeAsync(string id, string idempotencyKey, CancellationToken cancellationToken) => UpdateAsync(
        idempotencyKey,
        id,
        s => s with
        {
            LatestInvoiceId = MakeInvoice(id, !DeclinesPayments), Status = DeclinesPayments ? SubscriptionStatus.Paused : SubscriptionStatus.Active,
        });

    public Task<string> CreatePortalSessionAsync(
        string customerId, string returnUrl, PortalFlow? flow, string idempotencyKey, CancellationToken cancellationToken)
    {
        RequireCustomer(customerId);
        Flow = flow;
        return Task.FromResult($"https://portal.test/{customerId}");
    }

    /// <summary>What Stripe does at the period's end.</summary>
    public void Renew(string id) => Subscriptions[id] = Subscriptions[id] with
    {
        CurrentPeriodStart = Subscriptions[id].CurrentPeriodEnd, CurrentPeriodEnd = Subscriptions[id].CurrentPeriodEnd.AddMonths(1),
    };

    private Task<StripeAnswer<SubscriptionSnapshot>> UpdateAsync(
        string key, string id, Func<SubscriptionSnapshot, SubscriptionSnapshot> change) =>
        CreateAsync(key, id, _ => Subscriptions[id] = change(Subscriptions[id]));

    private string MakeInvoice(string subscriptionId, bool isPaid)
    {
        string id = $"in_{Invoices.Count + 1}";
        Invoices[id] = new InvoiceSnapshot
        {
            Id = id, CustomerId = Subscriptions[subscriptionId].CustomerId, CreatedAt = Now, SubscriptionId = subscriptionId, Currency = "usd",
            Status = isPaid ? InvoiceStatus.Paid : InvoiceStatus.Open, TotalCents = Prorated, AmountDueCents = Prorated,
            AmountPaidCents = isPaid ? Prorated : 0, HostedInvoiceUrl = $"https://invoice.test/{id}",
        };
        return id;
    }
}
