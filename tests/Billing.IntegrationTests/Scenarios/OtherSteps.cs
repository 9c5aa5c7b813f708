using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>An operator gives money back.</summary>
/// <param name="Which">Which of the payments of which something is left, counted from the newest.</param>
/// <param name="IsPartial">A third of what is left, or all of it.</param>
internal sealed record Refund(int Which, bool IsPartial) : LifeStep
{
    public override string Words => $"an operator refunds {(IsPartial ? "a part of" : "")} payment {Which}";

    public override async Task<string> RunAsync(Life life)
    {
        List<JsonElement> left = [.. (await life.HistoryAsync()).Where(p => p.GetProperty("status").GetString() is "succeeded" or "partially_refunded")];
        if (left.Count == 0)
        {
            return Nothing;
        }

        JsonElement payment = left[Which % left.Count];
        long rest = payment.GetProperty("amount_cents").GetInt64() - payment.GetProperty("amount_refunded_cents").GetInt64();
        return (await life.OperateAsync(HttpMethod.Post, "/v1/admin/refunds", new
        {
            transaction_id = payment.GetProperty("id").GetGuid(),
            amount_cents = IsPartial ? Math.Max(1, rest / 3) : (long?)null,
            reason = "requested_by_customer",
        })).Words;
    }
}

/// <summary>An operator ends the newest of the user's subscriptions that stand beside the one that counts.</summary>
internal sealed record EndDuplicate(bool WithRefund) : LifeStep
{
    public override string Words => $"an operator ends a second subscription{(WithRefund ? " and refunds it" : "")}";

    public override async Task<string> RunAsync(Life life)
    {
        LifeAnswer list = await life.OperateAsync(HttpMethod.Get, "/v1/admin/subscriptions/duplicates");
        JsonElement duplicate = list.Body.GetProperty("subscriptions").EnumerateArray()
            .FirstOrDefault(s => s.GetProperty("user_id").GetGuid() == life.User.Id);
        return duplicate.ValueKind == JsonValueKind.Undefined
            ? Nothing
            : (await life.OperateAsync(
                HttpMethod.Post, $"/v1/admin/subscriptions/{duplicate.GetProperty("id").GetGuid()}/cancellation", new { refund = WithRefund })).Words;
    }
}

/// <summary>Somebody gives money back in Stripe's Dashboard.</summary>
internal sealed record RefundInDashboard(int Which, bool IsPartial) : LifeStep
{
    public override string Words => $"somebody refunds {(IsPartial ? "a part of" : "")} payment {Which} in the Dashboard";

    public override async Task<string> RunAsync(Life life)
    {
        var charges = await life.World.App.WithDbAsync(db => db.Payments.AsNoTracking()
            .Where(p => p.UserId == life.User.Id && p.StripeChargeId != null && p.PaidAt != null)
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .Select(p => new { p.StripeChargeId, p.AmountCents }).ToListAsync());
        if (charges.Count == 0)
        {
            return Nothing;
        }

        var charge = charges[Which % charges.Count];
        string amount = IsPartial ? $"?amount={Math.Max(1, charge.AmountCents / 3)}" : "";
        using HttpResponseMessage answer = await life.World.Stripe.Browser.PostAsync(
            new Uri(life.World.Stripe.BaseAddress, $"/_simulator/charges/{charge.StripeChargeId}/refund{amount}"), content: null);
        return $"{(int)answer.StatusCode}";
    }
}

/// <summary>A subscription begins in Stripe's Dashboard, behind the product's back.</summary>
internal sealed record SubscribeInDashboard(string LookupKey) : LifeStep
{
    public override string Words => $"somebody begins {LookupKey} in the Dashboard";

    public override async Task<string> RunAsync(Life life)
    {
        if ((await life.CustomersAsync()) is not [string customer, ..])
        {
            return Nothing;
        }

        string price = await life.World.App.WithDbAsync(db => db.PlanPrices.Where(p => p.LookupKey == LookupKey).Select(p => p.StripePriceId).SingleAsync());
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("price", price)]);
        using HttpResponseMessage answer = await life.World.Stripe.Browser.PostAsync(
            new Uri(life.World.Stripe.BaseAddress, $"/dashboard/objects/{customer}/subscribe"), form);
        return answer.StatusCode == HttpStatusCode.SeeOther ? "begun" : $"{(int)answer.StatusCode}";
    }
}

/// <summary>Somebody cancels the subscription in Stripe's Dashboard, or takes that back.</summary>
internal sealed record ActInDashboard(string Action) : LifeStep
{
    public override string Words => $"somebody presses {Action} for the subscription in the Dashboard";

    public override async Task<string> RunAsync(Life life)
    {
        string? subscription = await life.World.App.WithDbAsync(db => db.Subscriptions
            .Where(s => s.UserId == life.User.Id && s.IsCurrent).Select(s => s.StripeSubscriptionId).SingleOrDefaultAsync());
        if (subscription is null)
        {
            return Nothing;
        }

        using var form = new FormUrlEncodedContent([]);
        using HttpResponseMessage answer = await life.World.Stripe.Browser.PostAsync(
            new Uri(life.World.Stripe.BaseAddress, $"/dashboard/objects/{subscription}/{Action}"), form);
        return answer.StatusCode == HttpStatusCode.SeeOther ? "done" : "not possible";
    }
}

/// <summary>The payer's bank questions a payment, or decides what it has questioned.</summary>
/// <param name="Which">Which of the paid payments, counted from the newest.</param>
/// <param name="Action">What the button says: <c>dispute</c>, <c>win</c>, <c>lose</c>, <c>escalate</c>.</param>
/// <param name="IsInquiry">Only a question at first.</param>
internal sealed record Dispute(int Which, string Action, bool IsInquiry) : LifeStep
{
    public override string Words => $"the bank: {Action}{(IsInquiry ? " as an inquiry" : "")}, payment {Which}";

    public override async Task<string> RunAsync(Life life)
    {
        string? target = Action == "dispute" ? await ChargeAsync(life) : await DisputeAsync(life);
        if (target is null)
        {
            return Nothing;
        }

        using HttpResponseMessage answer = await life.World.Stripe.Browser.PostAsync(
            new Uri(life.World.Stripe.BaseAddress, $"/_simulator/{target}/{Action}{(IsInquiry ? "?inquiry=true" : "")}"), content: null);
        return $"{(int)answer.StatusCode}";
    }

    private async Task<string?> ChargeAsync(Life life)
    {
        List<string> charges = await life.World.App.WithDbAsync(db => db.Payments.AsNoTracking()
            .Where(p => p.UserId == life.User.Id && p.StripeChargeId != null && p.PaidAt != null)
            .OrderByDescending(p => p.CreatedAt).ThenByDescending(p => p.Id)
            .Select(p => p.StripeChargeId!).ToListAsync());
        return charges.Count == 0 ? null : "charges/" + charges[Which % charges.Count];
    }

    private static async Task<string?> DisputeAsync(Life life) => await life.World.App.WithDbAsync(db => db.Disputes.AsNoTracking()
        .Where(d => d.UserId == life.User.Id).OrderByDescending(d => d.CreatedAt).ThenBy(d => d.Id)
        .Select(d => "disputes/" + d.StripeDisputeId).FirstOrDefaultAsync());
}
