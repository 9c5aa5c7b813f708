using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

[TestFixture]
public sealed class DisputeTests : MoneyTest
{
    private const string Disputed = "4000000000000259";
    private const string Inquired = "4000000000001976";

    [Test]
    public async Task A_disputed_payment_says_so_cannot_be_refunded_and_the_operators_are_told()
    {
        JsonElement payment = await PayAsync(card: Disputed, until: "disputed");
        string dispute = (await DisputeAsync(payment)).Text("id");

        Text(payment, "dispute_status").ShouldBe("under_review");
        using HttpResponseMessage refund = await RefundAsync(payment);
        await refund.ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment_disputed");
        using HttpResponseMessage list = await Operator.Client.GetAsync($"/v1/admin/transactions?user_id={User.Id}&status=disputed");
        Number((await list.ReadJsonAsync()).GetProperty("transactions").EnumerateArray().Single(), "refundable_cents").ShouldBe(0);
        using HttpResponseMessage alerts = await Operator.Client.GetAsync("/v1/admin/alerts");
        (await alerts.ReadJsonAsync()).GetProperty("alerts").EnumerateArray().Where(a => Text(a, "subject_id") == dispute)
            .Select(a => Text(a, "kind")).ShouldBe(["dispute_opened"]);
        App.Log.Lines.Count(l => l.Text == $"Alert DisputeOpened: {dispute}").ShouldBe(1);
    }

    [Test]
    public async Task A_won_dispute_leaves_the_payment_paid()
    {
        JsonElement payment = await PayAsync(card: Disputed, until: "disputed");

        await Stripe.ControlAsync(HttpMethod.Post, $"disputes/{(await DisputeAsync(payment)).Text("id")}/win");

        await ShownAsync(p => Text(p, "status") == "succeeded" && Text(p, "dispute_status") == "won", "the won dispute");
        (await RefundAsync(payment)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_lost_dispute_leaves_the_payment_disputed()
    {
        JsonElement payment = await PayAsync(card: Disputed, until: "disputed");
        string dispute = (await DisputeAsync(payment)).Text("id");

        await Stripe.ControlAsync(HttpMethod.Post, $"disputes/{dispute}/respond");
        await Stripe.ControlAsync(HttpMethod.Post, $"disputes/{dispute}/lose");

        await ShownAsync(p => Text(p, "status") == "disputed" && Text(p, "dispute_status") == "lost", "the lost dispute");
        using HttpResponseMessage refund = await RefundAsync(payment);
        await refund.ShouldBeProblemAsync(HttpStatusCode.Conflict, "payment_disputed");
        using HttpResponseMessage alerts = await Operator.Client.GetAsync("/v1/admin/alerts");
        (await alerts.ReadJsonAsync()).GetProperty("alerts").EnumerateArray().Where(a => Text(a, "subject_id") == dispute)
            .Select(a => Text(a, "kind")).ShouldBe(["dispute_lost", "dispute_opened"]);
    }

    [Test]
    public async Task What_the_bank_only_asks_about_can_be_refunded()
    {
        JsonElement payment = await PayAsync(card: Inquired, until: "disputed");

        using HttpResponseMessage refund = await RefundAsync(payment);

        Number(await refund.ReadJsonAsync(), "amount_cents").ShouldBe(2000);
    }

    [Test]
    public async Task An_inquiry_that_becomes_a_dispute_takes_the_money()
    {
        JsonElement payment = await PayAsync(card: Inquired, until: "disputed");

        await Stripe.ControlAsync(HttpMethod.Post, $"disputes/{(await DisputeAsync(payment)).Text("id")}/escalate");

        await Wait.TrueAsync(async () => (await RefundAsync(payment, 1)).StatusCode == HttpStatusCode.Conflict);
    }

    private async Task<JsonObject> DisputeAsync(JsonElement payment) =>
        (await Stripe.GetAsync("/v1/disputes", ("charge", (await ChargeAsync(payment)).Text("id")))).Data().Single();
}
