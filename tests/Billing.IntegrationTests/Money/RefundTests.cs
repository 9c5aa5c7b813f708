using System.Net;
using System.Text.Json;
using Billing.Application.Mirroring;
using Billing.Application.StripeEvents;
using Billing.Domain.Payments;
using Billing.Domain.Refunds;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

[TestFixture]
public sealed class RefundTests : MoneyTest
{
    private const string RefundPends = "4000000000007726";
    private const string RefundFails = "4000000000005126";

    [Test]
    public async Task The_user_sees_what_an_operator_gave_back()
    {
        JsonElement payment = await PayAsync();

        using HttpResponseMessage answer = await RefundAsync(payment, 500);
        JsonElement refund = await answer.ReadJsonAsync();

        (Number(refund, "amount_cents"), Text(refund, "currency"), Text(refund, "status"), Text(refund, "reason"))
            .ShouldBe((500, "usd", "succeeded", "requested_by_customer"));
        Text(refund, "transaction_id").ShouldBe(Text(payment, "id"));
        JsonElement shown = (await HistoryAsync()).ShouldHaveSingleItem();
        (Text(shown, "status"), Number(shown, "amount_refunded_cents"), Number(shown, "amount_cents")).ShouldBe(("partially_refunded", 500, 2000));
        JsonElement onReceipt = (await ReceiptAsync(payment)).GetProperty("refunds").EnumerateArray().ShouldHaveSingleItem();
        (Number(onReceipt, "amount_cents"), Text(onReceipt, "status")).ShouldBe((500, "succeeded"));
        (await Stripe.GetAsync($"/v1/refunds/{Text(refund, "stripe_refund_id")}"))["metadata"]!.Text("refund_id").ShouldBe(Text(refund, "id"));
    }

    /// <summary>Charges of bank debits are <c>py_…</c> and their refunds <c>pyr_…</c>.</summary>
    [Test]
    public async Task A_bank_debit_is_given_back_as_a_card_payment_is()
    {
        string intent = await BeginAsync();
        (await Stripe.PayByDebitAsync("payment_intents", intent)).Successful();
        await Stripe.ControlAsync(HttpMethod.Post, $"payment_intents/{intent}/succeed");
        JsonElement payment = await ShownAsync(p => Text(p, "status") == "succeeded" && Text(p, "payment_method_last4") is not null, "the debit");

        using HttpResponseMessage answer = await RefundAsync(payment, 500);
        string refund = Text(await answer.ReadJsonAsync(), "stripe_refund_id").ShouldNotBeNull();
        await Stripe.ControlAsync(HttpMethod.Post, $"charges/{(await ChargeAsync(payment)).Text("id")}/refund?amount=300");

        refund.ShouldStartWith("pyr_");
        await ShownAsync(p => Number(p, "amount_refunded_cents") == 800, "both refunds");
        string charge = (await ChargeAsync(payment)).Text("id");
        charge.ShouldStartWith("py_");
        await using AsyncServiceScope scope = App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MirrorPreload>().ReadAsync([EventOf(charge), EventOf(refund)], CancellationToken.None);
        var rows = scope.ServiceProvider.GetRequiredService<MirrorRows>();
        (rows.TryGet(charge, out Charge? known), known).ShouldBe((true, known.ShouldNotBeNull()));
        (rows.TryGet(refund, out Refund? given), given).ShouldBe((true, given.ShouldNotBeNull()));
    }

    [Test]
    public async Task After_the_rest_nothing_is_left()
    {
        JsonElement payment = await PayAsync();
        (await RefundAsync(payment, 500)).EnsureSuccessStatusCode();

        using HttpResponseMessage tooMuch = await RefundAsync(payment, 1501);
        using HttpResponseMessage rest = await RefundAsync(payment);
        using HttpResponseMessage more = await RefundAsync(payment);

        TestProblem problem = await tooMuch.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "amount_not_refundable");
        problem.Errors.ShouldNotBeNull().Keys.ShouldBe(["amount_cents"]);
        Number(await rest.ReadJsonAsync(), "amount_cents").ShouldBe(1500);
        await more.ShouldBeProblemAsync(HttpStatusCode.Conflict, "nothing_left_to_refund");
        Text((await HistoryAsync()).Single(), "status").ShouldBe("refunded");
        await App.UntilProcessedAsync();
        Text((await HistoryAsync()).Single(), "status").ShouldBe("refunded");
    }

    [Test]
    public async Task Ten_at_once_give_back_what_was_paid_and_no_more()
    {
        JsonElement payment = await PayAsync();

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => RefundAsync(payment, 900, $"{Guid.NewGuid()}")));

        answers.Count(a => a.IsSuccessStatusCode).ShouldBe(2);
        answers.Where(a => !a.IsSuccessStatusCode).Select(a => (int)a.StatusCode).ShouldAllBe(status => status == 400 || status == 409);
        ((long)(await ChargeAsync(payment))["amount_refunded"]!).ShouldBe(1800);
        Number((await HistoryAsync()).Single(), "amount_refunded_cents").ShouldBe(1800);
    }

    [Test]
    public async Task The_same_key_makes_one_refund_however_often_it_is_sent()
    {
        JsonElement payment = await PayAsync();
        string key = $"{Guid.NewGuid()}";

        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => RefundAsync(payment, 300, key)));
        using HttpResponseMessage again = await RefundAsync(payment, 300, key);
        using HttpResponseMessage other = await RefundAsync(payment, 400, key);

        string? id = Text(await again.ReadJsonAsync(), "stripe_refund_id");
        foreach (HttpResponseMessage answer in answers)
        {
            if (answer.IsSuccessStatusCode)
            {
                Text(await answer.ReadJsonAsync(), "stripe_refund_id").ShouldBe(id);
            }
            else
            {
                await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict, "idempotency_key_in_use");
            }
        }

        await other.ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency_key_reused");
        ((long)(await ChargeAsync(payment))["amount_refunded"]!).ShouldBe(300);
    }

    [Test]
    public async Task Only_operators_give_money_back()
    {
        JsonElement payment = await PayAsync();

        using HttpResponseMessage byUser = await RefundAsync(payment, by: User.Client);
        using HttpClient nobody = App.NewClient();
        using HttpResponseMessage byNobody = await RefundAsync(payment, by: nobody);

        byUser.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        byNobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Refunds_made_in_the_Dashboard_show_part_by_part()
    {
        JsonElement payment = await PayAsync();
        string charge = (await ChargeAsync(payment)).Text("id");

        await Stripe.ControlAsync(HttpMethod.Post, $"charges/{charge}/refund?amount=700&reason=duplicate");
        await ShownAsync(p => Text(p, "status") == "partially_refunded" && Number(p, "amount_refunded_cents") == 700, "the first refund");
        await Stripe.ControlAsync(HttpMethod.Post, $"charges/{charge}/refund");
        await ShownAsync(p => Text(p, "status") == "refunded", "the second refund");

        await Wait.TrueAsync(async () => (await ReceiptAsync(payment)).GetProperty("refunds").GetArrayLength() == 2);
        (await ReceiptAsync(payment)).GetProperty("refunds").EnumerateArray().Sum(r => Number(r, "amount_cents")).ShouldBe(2000);
    }

    [Test]
    public async Task A_refund_that_comes_back_is_paid_again_and_the_operators_are_told()
    {
        JsonElement payment = await PayAsync(card: RefundFails);
        using HttpResponseMessage answer = await RefundAsync(payment);
        string refund = Text(await answer.ReadJsonAsync(), "stripe_refund_id")!;
        await App.UntilProcessedAsync();

        await Stripe.ControlAsync(HttpMethod.Post, $"refunds/{refund}/fail");

        await ShownAsync(p => Text(p, "status") == "succeeded" && Number(p, "amount_refunded_cents") == 0, "the payment, whole again");
        await Wait.TrueAsync(async () =>
            Text((await ReceiptAsync(payment)).GetProperty("refunds").EnumerateArray().Single(), "status") == "failed");
        using HttpResponseMessage alerts = await Operator.Client.GetAsync("/v1/admin/alerts");
        JsonElement alert = (await alerts.ReadJsonAsync()).GetProperty("alerts").EnumerateArray().Single(a => Text(a, "subject_id") == refund);
        Text(alert, "kind").ShouldBe("refund_failed");
        Text(alert, "message")!.ShouldContain("the customer has not got the money");
        using HttpResponseMessage again = await RefundAsync(payment);
        Number(await again.ReadJsonAsync(), "amount_cents").ShouldBe(2000);
    }

    [Test]
    public async Task A_pending_refund_counts_until_it_is_canceled()
    {
        JsonElement payment = await PayAsync(card: RefundPends);
        using HttpResponseMessage answer = await RefundAsync(payment, 800);
        JsonElement refund = await answer.ReadJsonAsync();
        Text(refund, "status").ShouldBe("pending");
        Text((await HistoryAsync()).Single(), "status").ShouldBe("partially_refunded");
        await App.UntilProcessedAsync();

        await Stripe.ControlAsync(HttpMethod.Post, $"refunds/{Text(refund, "stripe_refund_id")}/cancel");

        await ShownAsync(p => Text(p, "status") == "succeeded" && Number(p, "amount_refunded_cents") == 0, "the payment, whole again");
    }

    private static StripeEvent EventOf(string objectId) =>
        new("evt_" + objectId, "charge.updated", DateTime.UtcNow, objectId, objectId, IsOfAnotherReleaseTrain: false, ReadOnlyMemory<byte>.Empty);
}
