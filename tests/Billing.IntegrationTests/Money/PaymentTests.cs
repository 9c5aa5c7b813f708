using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

/// <summary>What the history says while a payment is on its way.</summary>
[TestFixture]
public sealed class PaymentTests : MoneyTest
{
    [Test]
    public async Task Several_attempts_are_one_payment_that_keeps_the_last_error_until_it_is_paid()
    {
        string intent = await BeginAsync();

        (await Stripe.PayAsync("payment_intents", intent, "4000000000000002")).Status.ShouldBe(402);
        await ShownAsync(p => Text(p, "failure_reason") == "Your card was declined.", "the first failure");
        (await Stripe.PayAsync("payment_intents", intent, "4000000000009995")).Status.ShouldBe(402);
        JsonElement failed = await ShownAsync(p => Text(p, "failure_reason") == "Your card has insufficient funds.", "the second failure");
        Text(failed, "status").ShouldBe("failed");
        (await Stripe.PayAsync("payment_intents", intent, GoodCard)).Successful();
        JsonElement paid = await ShownAsync(p => Text(p, "status") == "succeeded", "the payment");

        await App.UntilProcessedAsync();
        paid = (await HistoryAsync()).ShouldHaveSingleItem();
        (Text(paid, "id"), Text(paid, "failure_reason"), Text(paid, "payment_method_last4")).ShouldBe((Text(failed, "id"), null, "4242"));
        paid.GetProperty("created_at").GetDateTime().ShouldBe(failed.GetProperty("created_at").GetDateTime());
    }

    [TestCase(false, "succeeded", null)]
    [TestCase(true, "failed", "The customer's bank account has been closed.")]
    public async Task A_bank_debit_is_pending_for_days_and_then_decided(bool fails, string status, string? reason)
    {
        string intent = await BeginAsync();

        (await Stripe.PayByDebitAsync("payment_intents", intent, fails)).Successful();
        JsonElement pending = await ShownAsync(p => Text(p, "payment_method") is not null, "the debit");
        (Text(pending, "status"), Text(pending, "payment_method"), pending.GetProperty("paid_at").ValueKind)
            .ShouldBe(("pending", "us_bank_account", JsonValueKind.Null));
        await Stripe.ControlAsync(HttpMethod.Post, $"payment_intents/{intent}/{(fails ? "fail" : "succeed")}");

        JsonElement decided = await ShownAsync(p => Text(p, "status") == status, status);
        Text(decided, "failure_reason").ShouldBe(reason);
        (await HistoryAsync()).Count.ShouldBe(1);
    }

    [TestCase("jpy", 500, "500")]
    [TestCase("kwd", 5120, "5.120")]
    [TestCase("isk", 500000, "5000")]
    [TestCase("ugx", 2000000, "20000")]
    [TestCase("huf", 17550, "175.50")]
    [TestCase("twd", 80045, "800.45")]
    public async Task An_amount_is_the_same_to_the_user_to_Stripe_and_in_the_table(string currency, long amount, string written)
    {
        JsonElement payment = await PayAsync(amount, currency);

        (Number(payment, "amount_cents"), Text(payment, "currency")).ShouldBe((amount, currency));
        var charge = await ChargeAsync(payment);
        ((long)charge["amount"]!, charge.Text("currency")).ShouldBe((amount, currency));
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history.csv");
        string row = (await answer.Content.ReadAsStringAsync()).Split("\r\n")[1];
        row.ShouldContain($",{written},");
        row.ShouldContain($",{currency.ToUpperInvariant()},");
    }
}
