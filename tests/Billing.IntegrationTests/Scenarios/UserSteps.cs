using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>A checkout is opened and paid on Stripe's page, and the page after it is looked at.</summary>
internal sealed record Subscribe(string Plan, string Interval, long Quantity, string Card) : LifeStep
{
    public override string Words => $"subscribes to {Quantity} x {Plan} by the {Interval} with {Cards.NameOf(Card)}";

    public override async Task<string> RunAsync(Life life)
    {
        LifeAnswer opened = await life.PostAsync("/v1/billing/checkout-session", new
        {
            plan_id = Plan,
            interval = Interval,
            quantity = Quantity,
            success_url = BillingApp.ReturnOrigin + "/done?session={CHECKOUT_SESSION_ID}",
            cancel_url = BillingApp.ReturnOrigin + "/plans",
        });
        if (!opened.IsSuccess)
        {
            return opened.Words;
        }

        string session = opened.Text("session_id");
        Answer paid = await life.World.Stripe.PayAsync("checkout", session, Card, "complete");
        LifeAnswer after = await life.GetAsync("/v1/billing/checkout-session/" + session);
        return $"paid: {paid.Status}, then: {after.Words}";
    }
}

/// <summary>Something is paid once, with the Payment Element.</summary>
internal sealed record PayOnce(long Amount, string Currency, string Card) : LifeStep
{
    public override string Words => $"pays {Amount} {Currency} once with {Cards.NameOf(Card)}";

    public override async Task<string> RunAsync(Life life)
    {
        LifeAnswer begun = await life.PostAsync(
            "/v1/billing/payment-intent", new { amount_cents = Amount, currency = Currency, description = "Ten credits" });
        if (!begun.IsSuccess)
        {
            return begun.Words;
        }

        string intent = begun.Text("payment_intent_id");
        Answer paid = Card == Cards.Debit
            ? await life.World.Stripe.PayByDebitAsync("payment_intents", intent)
            : await life.World.Stripe.PayAsync("payment_intents", intent, Card, "complete");
        return $"paid: {paid.Status}, then: {(await life.GetAsync("/v1/billing/payment-intent/" + intent)).Words}";
    }
}

/// <summary>Another plan, or the same in another interval, as previewed.</summary>
internal sealed record ChangePlan(string Plan, string Interval, long Quantity) : LifeStep
{
    public override string Words => $"changes to {Quantity} x {Plan} by the {Interval}";

    public override async Task<string> RunAsync(Life life)
    {
        LifeAnswer preview = await life.GetAsync($"/v1/billing/subscription/plan/preview?plan_id={Plan}&interval={Interval}&quantity={Quantity}");
        if (!preview.IsSuccess)
        {
            return preview.Words;
        }

        return (await life.PutAsync("/v1/billing/subscription/plan", new
        {
            plan_id = Plan,
            interval = Interval,
            quantity = Quantity,
            proration_date = preview.Body.GetProperty("proration_date"),
        })).Words;
    }
}

/// <summary>More or fewer seats.</summary>
internal sealed record ChangeQuantity(long Quantity) : LifeStep
{
    public override string Words => $"changes the seats to {Quantity}";

    public override async Task<string> RunAsync(Life life) =>
        (await life.PutAsync("/v1/billing/subscription/quantity", new { quantity = Quantity })).Words;
}

/// <summary>The end is asked for.</summary>
internal sealed record Cancel(bool Now) : LifeStep
{
    public override string Words => Now ? "cancels at once" : "cancels at period end";

    public override async Task<string> RunAsync(Life life) =>
        (await life.PutAsync("/v1/billing/subscription/cancellation", new { at = Now ? "now" : "period_end" })).Words;
}

/// <summary>Payments are not collected for a while.</summary>
internal sealed record Pause(int? Days) : LifeStep
{
    public override string Words => Days is null ? "pauses" : $"pauses for {Days} days";

    public override async Task<string> RunAsync(Life life)
    {
        DateTimeOffset? resumes = Days is { } days ? life.World.Stripe.Clock.UtcNow.AddDays(days) : null;
        LifeAnswer answer = await life.PutAsync("/v1/billing/subscription/pause", new { resumes_at = resumes });
        life.WasPaused |= answer.Status is < 400 or >= 500;
        return answer.Words;
    }
}

/// <summary>A cancellation, a pause or a planned change is taken back.</summary>
internal sealed record TakeBack(string What) : LifeStep
{
    public override string Words => $"takes the {What} back";

    public override async Task<string> RunAsync(Life life) => (await life.DeleteAsync("/v1/billing/subscription/" + What)).Words;
}

/// <summary>The invoice that is open is paid on its page.</summary>
internal sealed record PayOpenInvoice(string Card) : LifeStep
{
    public override string Words => $"pays the open invoice with {Cards.NameOf(Card)}";

    public override async Task<string> RunAsync(Life life)
    {
        JsonElement invoice = (await life.GetAsync("/v1/billing/subscription")).Body.GetProperty("open_invoice");
        if (invoice.ValueKind == JsonValueKind.Null)
        {
            return Nothing;
        }

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("card_number", Card), KeyValuePair.Create("name", "Ada Lovelace")]);
        using HttpResponseMessage paid = await life.World.Stripe.Browser.PostAsync(invoice.GetProperty("hosted_invoice_url").GetString() + "/pay", form);
        return $"the page answers {(int)paid.StatusCode}";
    }
}

/// <summary>Another card is given in Stripe's portal for what is subscribed to.</summary>
internal sealed record ChangeCard(string Card) : LifeStep
{
    public override string Words => $"changes the card to {Cards.NameOf(Card)}";

    public override async Task<string> RunAsync(Life life)
    {
        string? subscription = await life.World.App.WithDbAsync(db => db.Subscriptions
            .Where(s => s.UserId == life.User.Id && s.IsCurrent).Select(s => s.StripeSubscriptionId).SingleOrDefaultAsync());
        LifeAnswer opened = await life.PostAsync(
            "/v1/billing/portal-session", new { return_url = BillingApp.ReturnOrigin + "/account", flow = "payment_method_update" });
        if (subscription is null || !opened.IsSuccess)
        {
            return opened.Words;
        }

        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("card_number", Card), KeyValuePair.Create("name", "Ada"), KeyValuePair.Create("subscription", subscription)]);
        using HttpResponseMessage saved = await life.World.Stripe.Browser.PostAsync(opened.Text("url") + "/card", form);
        return saved.StatusCode == HttpStatusCode.SeeOther ? "saved" : $"the page answers {(int)saved.StatusCode}";
    }
}

/// <summary>Two things at once: a double click, two windows, or somebody in a hurry while time passes.</summary>
internal sealed record AtOnce(LifeStep First, LifeStep Second) : LifeStep
{
    public override string Words => $"at once: {First}; and: {Second}";

    public override async Task<string> RunAsync(Life life) =>
        string.Join("; and: ", await Task.WhenAll(First.RunAsync(life), Second.RunAsync(life)));
}
