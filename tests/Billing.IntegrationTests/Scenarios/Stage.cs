using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Billing.Domain.Payments;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>The product and a simulated Stripe account, whose clock takes the product along from one thing that happens to the next.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ShiftedClock _clock;

    private Stage(RunningSimulator stripe, BillingApp app, TestUser @operator, ShiftedClock clock, RecordingSender sender)
    {
        (Stripe, App, Operator, Sender, _clock) = (stripe, app, @operator, sender, clock);
    }

    public RunningSimulator Stripe { get; }

    public BillingApp App { get; }

    /// <summary>Takes the mails.</summary>
    public RecordingSender Sender { get; }

    private TestUser Operator { get; }

    /// <summary>Starts both at a moment that is still to come.</summary>
    public static async Task<Stage> StartAsync(DateTime at)
    {
        RunningSimulator stripe = await RunningSimulator.StartAsync();
        await stripe.AdvanceToAsync(SecondsOf(at));
        (ShiftedClock clock, RecordingSender sender) = (new(), new());
        BillingApp app = await StripeAccount.StartAsync(
            stripe.BaseAddress,
            new Dictionary<string, string?> { ["Jwt:Lifetime"] = "01:00:00" },
            stripe.Clock,
            services =>
            {
                clock.Replace(services);
                sender.Replace(services);
            });
        return new Stage(stripe, app, await app.RegisterOperatorAsync(), clock, sender);
    }

    /// <summary>Stripe's seconds of a moment (UTC).</summary>
    public static long SecondsOf(DateTime at) => new DateTimeOffset(at, TimeSpan.Zero).ToUnixTimeSeconds();

    /// <summary>Moves time on, and stops wherever something happens until the product knows of it: so it hears of nothing late.</summary>
    public async Task AdvanceToAsync(DateTime moment)
    {
        long until = SecondsOf(moment);
        JsonObject clock = await Stripe.ControlAsync(HttpMethod.Get, "clock");
        while (clock["next"] is { } next && next.Number("at") <= until)
        {
            await MoveAsync(DateTimeOffset.FromUnixTimeSeconds(next.Number("at")));
            clock = await Stripe.ControlAsync(HttpMethod.Get, "clock");
        }

        await MoveAsync(moment);
    }

    /// <summary>Moves time on by days.</summary>
    public Task AdvanceAsync(int days) => AdvanceToAsync(Stripe.Clock.UtcNow.UtcDateTime.AddDays(days));

    /// <summary>Waits until the product knows all that Stripe has to tell.</summary>
    public async Task SettleAsync()
    {
        await Wait.UntilAsync(
            async () => (await Stripe.ControlAsync(HttpMethod.Get, "deliveries")).Number("pending"), pending => pending == 0, "all events delivered");
        await App.UntilProcessedAsync();
        await Wait.TrueAsync(
            () => App.WithDbAsync(db => db.Payments.AllAsync(p => p.IntentStatus != PaymentIntentStatus.Succeeded || p.IsComplete)), "all payments complete");
    }

    /// <summary>
    /// Waits until no mail is due, and lets the moment pass for which some wait: only then, because signatures of deliveries are good for
    /// minutes of that clock.
    /// </summary>
    public async Task SendDueAsync()
    {
        DateTime now = _clock.GetUtcNow().UtcDateTime;
        if (await App.WithDbAsync(db => db.EmailMessages.AnyAsync(m => m.Attempts == 0 && m.SentAt == null && m.NextAttemptAt > now)))
        {
            _clock.Advance(TimeSpan.FromSeconds(12));
        }

        await Wait.TrueAsync(() => App.WithDbAsync(db => db.EmailMessages.AllAsync(m => m.SentAt != null)), "all mails sent");
    }

    /// <summary>An operator gives a part of a payment back.</summary>
    public async Task RefundAsync(Guid payment, long amount)
    {
        using HttpResponseMessage answer = await Operator.Client.PostAsJsonAsync(
            "/v1/admin/refunds", new { transaction_id = payment, amount_cents = amount, reason = "requested_by_customer" });
        await answer.ReadJsonAsync();
        await SettleAsync();
    }

    /// <summary>Everything that is on one of Stripe's lists, page by page.</summary>
    public async Task<List<JsonObject>> ListAsync(string path, params (string Name, string Value)[] filter)
    {
        const int PageSize = 10;
        List<JsonObject> all = [];
        bool hasMore = true;
        while (hasMore)
        {
            (string, string)[] cursor = all.Count == 0 ? [] : [("starting_after", all[^1].Text("id"))];
            JsonObject page = await Stripe.GetAsync(path, [.. filter, ("limit", PageSize.ToString(CultureInfo.InvariantCulture)), .. cursor]);
            all.AddRange(page.Data());
            hasMore = page["has_more"]!.GetValue<bool>();
        }

        return all;
    }

    /// <summary>The clock runs meanwhile: where it is there already it stays.</summary>
    private async Task MoveAsync(DateTimeOffset to)
    {
        await Stripe.AdvanceAsync(Math.Max(0, (to - Stripe.Clock.UtcNow).TotalDays));
        await SettleAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Operator.Dispose();
        await App.DisposeAsync();
        await Stripe.DisposeAsync();
    }
}
