using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Simulator;

[TestFixture]
public sealed class InvoicePageTests : SimulatorTest
{
    private const string FailsOnRenewal = "4000000000000341";
    private const string AlwaysChallenged = "4000002760003184";

    [Test]
    public async Task A_renewal_that_failed_is_paid_on_its_page_with_another_card()
    {
        var (subscription, invoice) = await RenewAsync(FailsOnRenewal);
        var skip = (await Stripe.EventsAsync()).Count;

        var page = await PageAsync(invoice);
        var paid = await PayAsync(invoice, "4242 4242 4242 4242");

        page.ShouldContain("Pay $20.00");
        page.ShouldContain("No money moves");
        paid.Headers.Location!.ToString().ShouldBe(invoice.Text("hosted_invoice_url"));
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("status").ShouldBe("active");
        (await Stripe.EventTypesAsync(skip)).ShouldBe(
        [
            "payment_method.attached", "payment_intent.succeeded", "charge.succeeded", "invoice.paid", "invoice.payment_succeeded",
            "invoice_payment.paid", "customer.updated", "customer.subscription.updated",
        ]);
        (await PageAsync(invoice)).ShouldContain("with Visa •••• 4242");
    }

    [Test]
    public async Task A_declined_card_leaves_it_open_and_the_next_attempt_where_it_was()
    {
        var (_, invoice) = await RenewAsync(FailsOnRenewal);

        var declined = await PayAsync(invoice, "4000 0000 0000 9995");

        declined.StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        (await declined.Content.ReadAsStringAsync()).ShouldContain("insufficient funds");
        var still = await Stripe.GetAsync($"/v1/invoices/{invoice.Text("id")}");
        (still.Text("status"), still.Number("next_payment_attempt")).ShouldBe(("open", invoice.Number("next_payment_attempt")));
    }

    [Test]
    public async Task A_challenge_comes_between_the_page_and_the_paid_invoice()
    {
        var (_, invoice) = await RenewAsync(FailsOnRenewal);

        var challenge = (await PayAsync(invoice, "4000 0025 0000 3155")).Headers.Location!;
        var done = await AnswerAsync(challenge, "complete");

        done.Headers.Location!.ToString().ShouldStartWith(invoice.Text("hosted_invoice_url"));
        done.Headers.Location!.Query.ShouldContain("redirect_status=succeeded");
        (await Stripe.GetAsync($"/v1/invoices/{invoice.Text("id")}")).Text("status").ShouldBe("paid");
    }

    [Test]
    public async Task A_failed_challenge_is_said_on_the_page()
    {
        var (_, invoice) = await RenewAsync(FailsOnRenewal);

        var challenge = (await PayAsync(invoice, "4000 0025 0000 3155")).Headers.Location!;
        var done = await AnswerAsync(challenge, "fail");
        var page = await Stripe.Browser.GetAsync(done.Headers.Location!);

        (await page.Content.ReadAsStringAsync()).ShouldContain("failed authentication");
        (await Stripe.GetAsync($"/v1/invoices/{invoice.Text("id")}")).Text("status").ShouldBe("open");
    }

    [Test]
    public async Task A_renewal_that_waits_for_the_bank_is_confirmed_on_its_page()
    {
        var (subscription, invoice) = await RenewAsync(AlwaysChallenged);

        var page = await PageAsync(invoice);
        var confirm = await Stripe.Browser.PostAsync($"{invoice.Text("hosted_invoice_url")}/confirm", content: null);
        var done = await AnswerAsync(confirm.Headers.Location!, "complete");

        page.ShouldContain("confirm the payment with Visa •••• 3184");
        done.Headers.Location!.ToString().ShouldStartWith(invoice.Text("hosted_invoice_url"));
        (await Stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("status").ShouldBe("active");
    }

    [Test]
    public async Task A_paid_invoice_says_how_and_cannot_be_paid_again()
    {
        var subscription = await Stripe.SubscribeAsync();
        var invoice = await Stripe.GetAsync($"/v1/invoices/{subscription.Text("latest_invoice")}");

        (await PageAsync(invoice)).ShouldContain("Invoice paid");
        (await PageAsync(invoice)).ShouldContain("View receipt");
        (await PayAsync(invoice, "4242 4242 4242 4242")).StatusCode.ShouldBe(HttpStatusCode.PaymentRequired);
        var pdf = await Stripe.Browser.GetAsync(invoice.Text("invoice_pdf"));
        (pdf.Content.Headers.ContentType!.MediaType, (await pdf.Content.ReadAsStringAsync())[..8]).ShouldBe(("application/pdf", "%PDF-1.4"));
    }

    private async Task<(string Subscription, JsonObject Invoice)> RenewAsync(string card)
    {
        var subscription = (await Stripe.SubscribeAsync(card: card)).Text("id");
        await Stripe.AdvanceAsync(32);
        var latest = (await Stripe.GetAsync($"/v1/subscriptions/{subscription}")).Text("latest_invoice");
        return (subscription, await Stripe.GetAsync($"/v1/invoices/{latest}"));
    }

    private async Task<string> PageAsync(JsonObject invoice) =>
        WebUtility.HtmlDecode(await Stripe.Browser.GetStringAsync(invoice.Text("hosted_invoice_url"))).Replace("<strong>", "").Replace("</strong>", "");

    private async Task<HttpResponseMessage> PayAsync(JsonObject invoice, string card)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("card_number", card), KeyValuePair.Create("name", "Ada Lovelace")]);
        return await Stripe.Browser.PostAsync($"{invoice.Text("hosted_invoice_url")}/pay", form);
    }

    private async Task<HttpResponseMessage> AnswerAsync(Uri challenge, string answer)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("outcome", answer)]);
        return await Stripe.Browser.PostAsync(challenge, form);
    }
}
