using System.Net;
using System.Text;
using System.Text.Json;
using Billing.Domain.Payments;
using Billing.Domain.Snapshots;
using Billing.IntegrationTests.Infrastructure;
using NUnit.Framework;
using Shouldly;

namespace Billing.IntegrationTests.Money;

/// <summary>What people keep: the receipt and the table.</summary>
[TestFixture]
public sealed class ReceiptTests : MoneyTest
{
    private const string Header =
        "created_at,paid_at,status,description,amount,refunded,discount,currency,payment_method,last4,failure_reason,refunded_at,dispute_status,receipt_url,id";

    [Test]
    public async Task A_receipt_of_a_one_time_payment_says_who_was_paid_by_whom()
    {
        JsonElement payment = await PayAsync();

        JsonElement receipt = await ReceiptAsync(payment);

        foreach (JsonProperty member in payment.EnumerateObject())
        {
            receipt.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText(), member.Name);
        }

        Text(receipt, "receipt_number")!.ShouldMatch("^R-[0-9]{8}-[0-9A-F]{12}$");
        Text(receipt, "receipt_url")!.ShouldStartWith("http");
        receipt.GetProperty("invoice").ValueKind.ShouldBe(JsonValueKind.Null);
        Text(receipt.GetProperty("seller"), "name").ShouldBe("Billing");
        (Text(receipt.GetProperty("payer"), "name"), Text(receipt.GetProperty("payer"), "email")).ShouldBe(("Test User", User.Email));
        using TestUser other = await App.RegisterAsync();
        using HttpResponseMessage hidden = await other.Client.GetAsync($"/v1/billing/history/{Text(payment, "id")}");
        await hidden.ShouldBeProblemAsync(HttpStatusCode.NotFound, "payment_not_found");
    }

    [Test]
    public async Task The_seller_is_configured()
    {
        await using BillingApp app = await BillingApp.StartAsync(new Dictionary<string, string?>
        {
            ["Billing:Seller:Name"] = "Example GmbH",
            ["Billing:Seller:AddressLines:0"] = "Hauptstr. 1",
            ["Billing:Seller:AddressLines:1"] = "10115 Berlin",
            ["Billing:Seller:TaxId"] = "DE123456789",
            ["Billing:Seller:Email"] = "billing@example.com",
            ["Billing:Seller:Website"] = "https://example.com",
        });
        using TestUser user = await app.RegisterAsync();
        Guid id = (await AddAsync(app, user, 1, _ => "A book")).Single();

        using HttpResponseMessage answer = await user.Client.GetAsync($"/v1/billing/history/{id}");

        (await answer.ReadJsonAsync()).GetProperty("seller").GetRawText().ShouldBe(
            """{"name":"Example GmbH","address_lines":["Hauptstr. 1","10115 Berlin"],"tax_id":"DE123456789","email":"billing@example.com","website":"https://example.com"}""");
    }

    [Test]
    public async Task The_table_has_every_payment_once_newest_first()
    {
        await AddAsync(App, User, 1203, i => $"No {i}");

        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history.csv", HttpCompletionOption.ResponseHeadersRead);
        byte[] body = await answer.Content.ReadAsByteArrayAsync();

        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=\"payments.csv\"");
        body[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        string[] lines = Encoding.UTF8.GetString(body[3..]).Split("\r\n");
        lines[0].ShouldBe(Header);
        lines[^1].ShouldBeEmpty();
        lines[1..^1].Select(line => line.Split(',')[3]).ShouldBe(Enumerable.Range(0, 1203).Reverse().Select(i => $"No {i}"));
    }

    [TestCase("=1+1", "'=1+1")]
    [TestCase("+49 30", "'+49 30")]
    [TestCase("-5", "'-5")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\tTab", "'\tTab")]
    [TestCase("\rReturn", "\"'\rReturn\"")]
    [TestCase("=cmd,\"x\"", "\"'=cmd,\"\"x\"\"\"")]
    [TestCase("Ten, twenty", "\"Ten, twenty\"")]
    [TestCase("A \"book\"", "\"A \"\"book\"\"\"")]
    [TestCase("Zwölf Bücher", "Zwölf Bücher")]
    [TestCase(null, "")]
    public async Task Nothing_that_was_described_becomes_a_formula_or_breaks_a_line(string? description, string written)
    {
        Guid id = (await AddAsync(App, User, 1, _ => description)).Single();

        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history.csv");

        (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF')
            .ShouldBe($"{Header}\r\n2026-01-01T12:00:00Z,2026-01-01T12:00:00Z,succeeded,{written},19.00,0.00,0.00,USD,,,,,,,{id}\r\n");
    }

    [Test]
    public async Task A_table_of_nothing_is_its_header()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history.csv");

        (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').ShouldBe(Header + "\r\n");
    }

    private static Task<List<Guid>> AddAsync(BillingApp app, TestUser user, int count, Func<int, string?> describe) => app.WithDbAsync(async db =>
    {
        List<PaymentTransaction> payments = [.. Enumerable.Range(0, count).Select(i => Payment(user.Id, i, describe(i)))];
        db.Payments.AddRange(payments);
        await db.SaveChangesAsync(CancellationToken.None);
        return payments.ConvertAll(p => p.Id);
    });

    private static PaymentTransaction Payment(Guid userId, int number, string? description)
    {
        DateTime created = new DateTime(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc).AddSeconds(number);
        var intent = new PaymentIntentSnapshot
        {
            Id = $"pi_{Guid.NewGuid():N}",
            AmountCents = 1900,
            Currency = "usd",
            CreatedAt = created,
            Description = description,
            Status = PaymentIntentStatus.Succeeded,
        };
        PaymentTransaction payment = PaymentTransaction.From(userId, intent, SeenInterval.At(created));
        payment.Complete();
        return payment;
    }
}
