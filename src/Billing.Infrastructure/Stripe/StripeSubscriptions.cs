using System.Text.Json;
using Billing.Application.Abstractions;
using Billing.Application.Portal;
using Billing.Application.Subscriptions;
using Billing.Domain.Subscriptions;
using Stripe;
using PortalOptions = Stripe.BillingPortal.SessionCreateOptions;
using PortalFlowOptions = Stripe.BillingPortal.SessionFlowDataOptions;

namespace Billing.Infrastructure.Stripe;

/// <summary>Changes of subscriptions through Stripe's SDK.</summary>
internal sealed class StripeSubscriptions(StripeClient client, StripeCalls calls) : IStripeSubscriptions
{
    /// <summary>The difference is charged or credited at once, on an invoice of its own.</summary>
    private const string ChargeAtOnce = "always_invoice";
    private const string NoProration = "none";

    /// <summary>What cannot be paid is not made: it waits, beside the subscription as it was.</summary>
    private const string WaitForPayment = "pending_if_incomplete";

    /// <inheritdoc />
    public Task<InvoicePreview> PreviewChangeAsync(SubscriptionChange change, CancellationToken cancellationToken)
    {
        InvoiceCreatePreviewOptions options = Preview(change, ChargeAtOnce);
        if (change.ProrationDate is { } date)
        {
            options.SubscriptionDetails.ProrationDate = date;
        }

        return PreviewAsync(options, cancellationToken);
    }

    /// <inheritdoc />
    public Task<InvoicePreview> PreviewRecurringAsync(SubscriptionChange change, CancellationToken cancellationToken)
    {
        InvoiceCreatePreviewOptions options = Preview(change, NoProration);
        options.PreviewMode = "recurring";
        return PreviewAsync(options, cancellationToken);
    }

    /// <inheritdoc />
    public Task ChangeAsync(SubscriptionChange change, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new SubscriptionUpdateOptions
        {
            Items = [new SubscriptionItemOptions { Id = change.ItemId, Price = change.PriceId, Quantity = change.Quantity }],
            ProrationBehavior = ChargeAtOnce,
            PaymentBehavior = WaitForPayment,
        };
        if (change.ProrationDate is { } date)
        {
            options.ProrationDate = date;
        }

        return UpdateAsync(change.SubscriptionId, options, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<string> CreateScheduleAsync(string subscriptionId, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new SubscriptionScheduleCreateOptions { FromSubscription = subscriptionId };
        StripeCallResult created = await calls.SendAsync(
            async ct => await client.V1.SubscriptionSchedules.CreateAsync(options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken);
        return StripeAnswers.Of<SubscriptionScheduleSnapshot>(created).Value!.Id;
    }

    /// <inheritdoc />
    public async Task PlanNextPhaseAsync(
        string scheduleId, PlannedPhase planned, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheduleId);
        StripeCallResult found = await calls.SendAsync(
            async ct => await client.V1.SubscriptionSchedules.GetAsync(scheduleId, cancellationToken: ct), cancellationToken);
        using JsonDocument schedule = JsonDocument.Parse(found.Json!);
        var options = new SubscriptionScheduleUpdateOptions
        {
            EndBehavior = "release",
            Phases = SchedulePhases.Then(StripeNode.Of(schedule.RootElement, "subscription_schedule"), planned),
        };
        await calls.SendAsync(
            async ct => await client.V1.SubscriptionSchedules.UpdateAsync(scheduleId, options, StripeAnswers.Under(idempotencyKey), ct),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task ReleaseScheduleAsync(string scheduleId, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(scheduleId);
        return calls.SendAsync(
            async ct => await client.V1.SubscriptionSchedules.ReleaseAsync(scheduleId, null, StripeAnswers.Under(idempotencyKey), ct),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task VoidInvoiceAsync(string invoiceId, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(invoiceId);
        return calls.SendAsync(
            async ct => await client.V1.Invoices.VoidInvoiceAsync(invoiceId, null, StripeAnswers.Under(idempotencyKey), ct), cancellationToken);
    }

    /// <inheritdoc />
    public Task CancelAtPeriodEndAsync(string id, CancellationDetails? details, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new SubscriptionUpdateOptions { CancelAtPeriodEnd = true };
        if (Told(details) is { } told)
        {
            options.CancellationDetails = told;
        }

        return UpdateAsync(id, options, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>
    /// Stripe refuses a request that names both ("Received both cancel_at_period_end and cancel_at parameters"), and either clears both. A
    /// portal sets the date alone (https://docs.stripe.com/billing/subscriptions/billing-mode/compare).
    /// </remarks>
    public async Task KeepAsync(string id, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        SubscriptionSnapshot? found = StripeAnswers.Of<SubscriptionSnapshot>(await calls.ReadAsync(
            async ct => await client.V1.Subscriptions.GetAsync(id, cancellationToken: ct), cancellationToken)).Value;
        SubscriptionUpdateOptions options = found is { CancelAtPeriodEnd: false, CancelAt: not null }
            ? new SubscriptionUpdateOptions { CancelAt = null }
            : new SubscriptionUpdateOptions { CancelAtPeriodEnd = false };
        await UpdateAsync(id, options, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<StripeAnswer<SubscriptionSnapshot>> CancelSubscriptionAsync(
        string id, CancellationDetails? details, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var options = new SubscriptionCancelOptions();
        if (Told(details) is { } told)
        {
            options.CancellationDetails = told;
        }

        return StripeAnswers.Of<SubscriptionSnapshot>(await calls.ReadAsync(
            async ct => await client.V1.Subscriptions.CancelAsync(id, options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken));
    }

    /// <inheritdoc />
    public Task PauseCollectionAsync(string id, DateTime? resumesAt, string idempotencyKey, CancellationToken cancellationToken)
    {
        var pause = new SubscriptionPauseCollectionOptions { Behavior = "void" };
        if (resumesAt is not null)
        {
            pause.ResumesAt = resumesAt;
        }

        return UpdateAsync(id, new SubscriptionUpdateOptions { PauseCollection = pause }, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public Task ResumeCollectionAsync(string id, string idempotencyKey, CancellationToken cancellationToken) =>
        UpdateAsync(id, new SubscriptionUpdateOptions { PauseCollection = null }, idempotencyKey, cancellationToken);

    /// <inheritdoc />
    public Task RestartPeriodAsync(string id, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new SubscriptionUpdateOptions
        {
            BillingCycleAnchor = SubscriptionBillingCycleAnchor.Now,
            ProrationBehavior = NoProration,
            PaymentBehavior = WaitForPayment,
        };
        return UpdateAsync(id, options, idempotencyKey, cancellationToken);
    }

    /// <inheritdoc />
    public Task ResumeAsync(string id, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var options = new SubscriptionResumeOptions { BillingCycleAnchor = SubscriptionBillingCycleAnchor.Now };
        return calls.SendAsync(
            async ct => await client.V1.Subscriptions.ResumeAsync(id, options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<string> CreatePortalSessionAsync(
        string customerId, string returnUrl, PortalFlow? flow, string idempotencyKey, CancellationToken cancellationToken)
    {
        var options = new PortalOptions { Customer = customerId, ReturnUrl = returnUrl };
        if (flow is { } chosen)
        {
            options.FlowData = new PortalFlowOptions { Type = Word(chosen) };
        }

        StripeCallResult result = await calls.SendAsync(
            async ct => await client.V1.BillingPortal.Sessions.CreateAsync(options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken);
        using JsonDocument session = JsonDocument.Parse(result.Json!);
        return StripeNode.Of(session.RootElement, "billing_portal.session").RequiredText("url");
    }

    private Task<StripeCallResult> UpdateAsync(string id, SubscriptionUpdateOptions options, string idempotencyKey, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return calls.SendAsync(
            async ct => await client.V1.Subscriptions.UpdateAsync(id, options, StripeAnswers.Under(idempotencyKey), ct), cancellationToken);
    }

    private static InvoiceCreatePreviewOptions Preview(SubscriptionChange change, string proration) => new()
    {
        Subscription = change.SubscriptionId,
        SubscriptionDetails = new InvoiceSubscriptionDetailsOptions
        {
            Items = [new InvoiceSubscriptionDetailsItemOptions { Id = change.ItemId, Price = change.PriceId, Quantity = change.Quantity }],
            ProrationBehavior = proration,
        },
    };

    private async Task<InvoicePreview> PreviewAsync(InvoiceCreatePreviewOptions options, CancellationToken cancellationToken)
    {
        StripeCallResult result = await calls.SendAsync(
            async ct => await client.V1.Invoices.CreatePreviewAsync(options, cancellationToken: ct), cancellationToken);
        using JsonDocument body = JsonDocument.Parse(result.Json!);
        StripeNode invoice = StripeNode.Of(body.RootElement, "invoice");
        return new InvoicePreview(
            invoice.RequiredText("currency"),
            invoice.RequiredNumber("total"),
            invoice.RequiredNumber("amount_due"),
            [.. invoice.AllOf("lines").Select(LineOf)]);
    }

    private static ChangePreviewLine LineOf(StripeNode line)
    {
        StripeNode period = line.Child("period") ?? throw line.Unknown("period", "null");
        StripeNode? parent = line.Child("parent");
        StripeNode? details = parent?.Child("subscription_item_details") ?? parent?.Child("invoice_item_details");
        return new ChangePreviewLine(
            line.Text("description"), line.RequiredNumber("amount"), details?.Flag("proration") ?? false, period.RequiredTime("start"), period.RequiredTime("end"));
    }

    private static SubscriptionCancellationDetailsOptions? Told(CancellationDetails? details)
    {
        if (details is null or { Comment: null, Feedback: null })
        {
            return null;
        }

        var told = new SubscriptionCancellationDetailsOptions();
        if (details.Comment is not null)
        {
            told.Comment = details.Comment;
        }

        if (details.Feedback is { } feedback)
        {
            told.Feedback = Word(feedback);
        }

        return told;
    }

    /// <summary>Our names of these are Stripe's words.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
