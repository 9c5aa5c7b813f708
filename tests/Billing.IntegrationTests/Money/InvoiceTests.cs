using System.Net;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

[TestFixture]
public sealed class InvoiceTests : MoneyTest
{
    [Test]
    public async Task An_invoice_leads_to_Stripes_page_and_PDF()
    {
        JsonElement invoice = await SubscribeAsync();

        (Text(invoice, "status"), Text(invoice, "currency"), Number(invoice, "total_cents"), Number(invoice, "amount_paid_cents"))
            .ShouldBe(("paid", "usd", Number(invoice, "subtotal_cents"), Number(invoice, "total_cents")));
        (Number(invoice, "discount_cents"), Number(invoice, "tax_cents")).ShouldBe((0, 0));
        Text(invoice, "number").ShouldNotBeNull();
        Text(invoice, "description")!.ShouldContain("Pro");
        invoice.GetProperty("paid_at").ValueKind.ShouldBe(JsonValueKind.String);
        using var browser = new HttpClient();
        (await browser.GetAsync(Text(invoice, "hosted_invoice_url"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync(Text(invoice, "invoice_pdf"))).Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
    }

    [Test]
    public async Task One_invoice_is_shown_to_its_user_and_to_nobody_else()
    {
        JsonElement invoice = await SubscribeAsync();
        string path = $"/v1/billing/invoices/{Text(invoice, "id")}";

        using HttpResponseMessage mine = await User.Client.GetAsync(path);
        (await mine.ReadJsonAsync()).GetRawText().ShouldBe(invoice.GetRawText());
        using TestUser other = await App.RegisterAsync();
        using HttpResponseMessage hidden = await other.Client.GetAsync(path);
        await hidden.ShouldBeProblemAsync(HttpStatusCode.NotFound, "invoice_not_found");
    }

    [Test]
    public async Task The_receipt_of_a_subscriptions_payment_has_its_invoice()
    {
        JsonElement invoice = await SubscribeAsync();
        JsonElement payment = await ShownAsync(p => Text(p, "status") == "succeeded" && Text(p, "payment_method_last4") is not null, "the payment");

        JsonElement receipt = await Wait.UntilAsync(
            () => ReceiptAsync(payment), r => r.GetProperty("invoice").ValueKind == JsonValueKind.Object, "the invoice on the receipt");

        receipt.GetProperty("invoice").GetRawText().ShouldBe(invoice.GetRawText());
        Text(receipt, "receipt_number").ShouldBe(Text(invoice, "number"));
        Text(receipt.GetProperty("payer"), "email").ShouldBe(User.Email);
    }

    [TestCase("status=draft", "status")]
    [TestCase("limit=0", "limit")]
    [TestCase("cursor=nowhere", "cursor")]
    public async Task What_makes_no_sense_is_named(string query, string field)
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/invoices?" + query);

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest, "validation_failed")).Errors.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    private async Task<JsonElement> SubscribeAsync()
    {
        await StripeAccount.PayAsync(Stripe.BaseAddress, await StripeAccount.CheckOutAsync(User, "pro"));
        return await Wait.UntilAsync(
            async () =>
            {
                using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/invoices?status=paid");
                return (await answer.ReadJsonAsync()).GetProperty("invoices").EnumerateArray().FirstOrDefault();
            },
            invoice => invoice.ValueKind == JsonValueKind.Object,
            "the invoice");
    }
}
