using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Billing.IntegrationTests.Infrastructure;
using Billing.IntegrationTests.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.VisualBasic.FileIO;
using Shouldly;

namespace Billing.IntegrationTests.Scenarios;

/// <summary>What a user may use.</summary>
internal sealed record Rights(string? Plan, long Quantity = 1, bool HasAccess = true, bool IsInGrace = false, DateTime? Until = null)
{
    /// <summary>What everybody may use.</summary>
    public static readonly Rights Free = new("free", HasAccess: false);
}

/// <summary>Somebody who uses the product as its pages do, and what the story has brought them so far.</summary>
internal sealed class Subscriber : IDisposable
{
    private const string ReturnUrl = BillingApp.ReturnOrigin + "/account";

    private readonly Stage _stage;

    private Subscriber(Stage stage, TestUser user) => (_stage, User) = (stage, user);

    public TestUser User { get; }

    /// <summary>Stripe's id of the customer.</summary>
    public string CustomerId { get; private set; } = "";

    /// <summary>How many invoices must be paid by now.</summary>
    public int PaidInvoices { get; set; }

    /// <summary>What must be paid by now and has not gone back, in minor units.</summary>
    public long Total { get; set; }

    /// <summary>How many mails must tell of a change of the subscription by now.</summary>
    public int MailsOfChange { get; set; }

    /// <summary>How many mails must tell of its end, or that it will come, by now.</summary>
    public int MailsOfEnd { get; set; }

    /// <summary>Opens an account, subscribes and pays.</summary>
    public static async Task<Subscriber> SubscribeAsync(Stage stage, string plan, long price, string card)
    {
        var subscriber = new Subscriber(stage, await stage.App.RegisterAsync());
        string session = await StripeAccount.CheckOutAsync(subscriber.User, plan);
        await StripeAccount.PayAsync(stage.Stripe.BaseAddress, session, card);
        await stage.SettleAsync();
        subscriber.CustomerId = await stage.App.WithDbAsync(db =>
            db.Customers.Where(c => c.UserId == subscriber.User.Id).Select(c => c.StripeCustomerId).SingleAsync()) ?? "";
        (subscriber.PaidInvoices, subscriber.Total) = (1, price);
        return subscriber;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/" + path);
        return await answer.ReadJsonAsync();
    }

    public async Task<string?> StatusAsync() => (await GetAsync("subscription")).GetProperty("status").GetString();

    public async Task<DateTime> PeriodEndAsync() => (await GetAsync("subscription")).GetProperty("current_period_end").GetDateTime();

    public async Task<Rights> RightsAsync()
    {
        JsonElement told = await GetAsync("entitlements");
        return new Rights(
            told.GetProperty("plan").GetString(),
            told.GetProperty("quantity").GetInt64(),
            told.GetProperty("has_access").GetBoolean(),
            told.GetProperty("is_in_grace").GetBoolean(),
            told.GetProperty("valid_until").ValueKind == JsonValueKind.Null ? null : told.GetProperty("valid_until").GetDateTime());
    }

    /// <summary>Changes the subscription; without a body a change is taken back.</summary>
    public async Task<JsonElement> ChangeAsync(string part, object? body)
    {
        string path = "/v1/billing/subscription/" + part;
        using HttpResponseMessage answer = body is null ? await User.Client.DeleteAsync(path) : await User.Client.PutAsJsonAsync(path, body);
        JsonElement changed = await answer.ReadJsonAsync();
        await _stage.SettleAsync();
        return changed;
    }

    /// <summary>Has renewals charged to another card, in the portal.</summary>
    public async Task UseCardAsync(string number)
    {
        using HttpResponseMessage opened = await User.Client.PostAsJsonAsync("/v1/billing/portal-session", new { return_url = ReturnUrl });
        string portal = (await opened.ReadJsonAsync()).GetProperty("url").GetString()!;
        string subscription = (await _stage.ListAsync("/v1/subscriptions", ("customer", CustomerId))).Single().Text("id");
        await SubmitAsync($"{portal}/card", ("card_number", number), ("name", "Ada Lovelace"), ("subscription", subscription));
    }

    /// <summary>Pays the invoice that waits, on the page to which the product leads.</summary>
    public async Task PayNowAsync(string card)
    {
        JsonElement invoice = (await GetAsync("subscription")).GetProperty("open_invoice");
        string page = invoice.GetProperty("hosted_invoice_url").GetString()!;
        await SubmitAsync($"{page}/pay", ("card_number", card), ("name", "Ada Lovelace"));
        PaidInvoices++;
        Total += invoice.GetProperty("amount_due_cents").GetInt64();
    }

    /// <summary>Pays for something once.</summary>
    public async Task PayOnceAsync(long amount, string card)
    {
        using HttpResponseMessage begun = await User.Client.PostAsJsonAsync(
            "/v1/billing/payment-intent", new { amount_cents = amount, currency = "usd", description = "Ten credits, \"and one\"" });
        string intent = (await begun.ReadJsonAsync()).GetProperty("payment_intent_id").GetString()!;
        (await _stage.Stripe.PayAsync("payment_intents", intent, card)).Successful();
        await _stage.SettleAsync();
        Total += amount;
    }

    /// <summary>The payments of the history, newest first, page by page.</summary>
    public async Task<List<JsonElement>> HistoryAsync()
    {
        List<JsonElement> all = [];
        string? cursor = "";
        while (cursor is not null)
        {
            JsonElement page = await GetAsync("history?limit=5" + (cursor.Length > 0 ? "&cursor=" + Uri.EscapeDataString(cursor) : ""));
            all.AddRange(page.GetProperty("transactions").EnumerateArray());
            cursor = page.GetProperty("next_cursor").GetString();
        }

        return all;
    }

    /// <summary>Each line of the table: the columns by their names.</summary>
    public async Task<List<Dictionary<string, string>>> TableAsync()
    {
        using HttpResponseMessage answer = await User.Client.GetAsync("/v1/billing/history.csv");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var parser = new TextFieldParser(await answer.Content.ReadAsStreamAsync());
        parser.SetDelimiters(",");
        string[] names = parser.ReadFields()!;
        List<Dictionary<string, string>> lines = [];
        while (parser.ReadFields() is { } fields)
        {
            lines.Add(names.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second));
        }

        return lines;
    }

    /// <summary>What a list of payments comes to: what was paid, without what went back.</summary>
    public static long SumOf(IEnumerable<JsonElement> history) => history.Where(p => IsPaid(p.GetProperty("status").GetString()))
        .Sum(p => p.GetProperty("amount_cents").GetInt64() - p.GetProperty("amount_refunded_cents").GetInt64());

    /// <inheritdoc cref="SumOf(IEnumerable{JsonElement})" />
    public static long SumOf(IEnumerable<Dictionary<string, string>> table) => table.Where(line => IsPaid(line["status"]))
        .Sum(line => CentsOf(line["amount"]) - CentsOf(line["refunded"]));

    /// <inheritdoc />
    public void Dispose() => User.Dispose();

    private static bool IsPaid(string? status) => status is "succeeded" or "partially_refunded" or "refunded";

    private static long CentsOf(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    private async Task SubmitAsync(string page, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using HttpResponseMessage answer = await _stage.Stripe.Browser.PostAsync(page, form);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        await _stage.SettleAsync();
    }
}
