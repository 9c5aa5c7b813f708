using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.StripeEvents;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

/// <summary>What coupons take off, half of it and all of it. The events are Stripe's; Stripe itself is not asked.</summary>
[TestFixture]
public sealed class DiscountTests
{
    private readonly string _customer = PaymentEvents.NewId("cus");

    private BillingApp _app = null!;
    private TestUser _user = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _app = await BillingApp.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _app.DisposeAsync();

    [SetUp]
    public async Task RegisterAsync() => _user = await _app.RegisterAsync();

    [TearDown]
    public void SignOut() => _user.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_coupon_shows_on_the_invoice_and_on_its_payment_whatever_comes_first(bool invoiceLast)
    {
        string invoice = PaymentEvents.NewId("in"), intent = PaymentEvents.NewId("pi");
        string[] events =
        [
            Invoice(invoice, subtotal: 1900, discount: 950, total: 950),
            PaymentEvents.PaymentIntent(intentId: intent, customerId: _customer, userId: _user.Id, amount: 950),
            InvoicePayment(invoice, intent, 950),
        ];

        await DeliverAsync(invoiceLast ? events.Reverse() : events);

        JsonElement payment = (await GetAsync("history")).GetProperty("transactions").EnumerateArray().ShouldHaveSingleItem();
        (payment.GetProperty("amount_cents").GetInt64(), payment.GetProperty("discount_cents").GetInt64()).ShouldBe((950, 950));
        JsonElement listed = (await GetAsync("invoices")).GetProperty("invoices").EnumerateArray().ShouldHaveSingleItem();
        (Number(listed, "subtotal_cents"), Number(listed, "discount_cents"), Number(listed, "total_cents")).ShouldBe((1900, 950, 950));
        JsonElement receipt = await GetAsync($"history/{payment.GetProperty("id").GetString()}");
        receipt.GetProperty("invoice").GetRawText().ShouldBe(listed.GetRawText());
        (await _user.Client.GetStringAsync("/v1/billing/history.csv")).ShouldContain(",9.50,0.00,9.50,USD,");
    }

    [Test]
    public async Task A_coupon_for_everything_leaves_an_invoice_of_nothing_and_no_payment()
    {
        await DeliverAsync([Invoice(PaymentEvents.NewId("in"), subtotal: 1900, discount: 1900, total: 0)]);

        JsonElement invoice = (await GetAsync("invoices")).GetProperty("invoices").EnumerateArray().ShouldHaveSingleItem();
        (invoice.GetProperty("status").GetString(), Number(invoice, "subtotal_cents"), Number(invoice, "discount_cents"), Number(invoice, "total_cents"))
            .ShouldBe(("paid", 1900, 1900, 0));
        (await GetAsync("history")).GetProperty("transactions").GetArrayLength().ShouldBe(0);
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _user.Client.GetAsync("/v1/billing/" + path);
        return await answer.ReadJsonAsync();
    }

    private async Task DeliverAsync(IEnumerable<string> bodies)
    {
        foreach (string body in bodies)
        {
            using HttpResponseMessage answer = await _app.DeliverAsync(body);
            answer.EnsureSuccessStatusCode();
        }

        await _app.UntilProcessedAsync();
    }

    private string Invoice(string id, long subtotal, long discount, long total) => StripeBodies.Event(
        "invoice.paid",
        new
        {
            id,
            @object = "invoice",
            customer = _customer,
            status = "paid",
            number = "A1B2-0001",
            created = StripeBodies.Unix(DateTime.UtcNow),
            currency = "usd",
            subtotal,
            total_discount_amounts = new[] { new { amount = discount, discount = "di_1" } },
            total_taxes = Array.Empty<object>(),
            total,
            amount_due = total,
            amount_paid = total,
            amount_remaining = 0,
            attempt_count = 0,
            metadata = new { user_id = _user.Id },
            lines = new { @object = "list", data = new[] { new { id = "il_1", @object = "line_item", description = "1 × Pro" } } },
            status_transitions = new { paid_at = StripeBodies.Unix(DateTime.UtcNow) },
        },
        at: null);

    private static string InvoicePayment(string invoice, string intent, long amount) => StripeBodies.Event(
        "invoice_payment.paid",
        new
        {
            id = PaymentEvents.NewId("inpay"),
            @object = "invoice_payment",
            amount_paid = amount,
            created = StripeBodies.Unix(DateTime.UtcNow),
            invoice,
            payment = new { type = "payment_intent", payment_intent = intent },
            status = "paid",
        },
        at: null);
}
